"""How the command ends: each way to fail, and its exit code."""

from collections.abc import Mapping

import psycopg

from deploy import (
    clocking,
    disclosing,
    disposing,
    log_keeping,
    looking,
    mining,
    operating,
    packet_checking,
    signing,
    verifying,
)
from deploy.answers import NothingFound, NotRunning, Refused
from deploy.cluster import PostgresUnavailable
from deploy.demo.callers import DemoFailed
from deploy.disclosure_circle import NotLetIn
from deploy.handing_over import AlreadyThere
from deploy.launcher import LaunchFailed
from deploy.migrate import ServerTooOld
from deploy.personal_file import NothingKept
from deploy.rebuilding import ProjectionUnknown
from deploy.roles import PrefixRefused
from deploy.simulation.filling import NotYetPast
from deploy.simulation.ground import StoreInUse
from deploy.urls import UrlRefused
from services.reporting.application.ocel.pseudonyms import ExportKeyRefused
from services.reporting.application.ocel.reading import GuardBehind, PositionNotReached
from shared.access.issuer import NotTheDevelopmentIssuer
from shared.kernel.access_log import NotLogged
from shared.proofs.anchor import AnchorRefused
from shared.proofs.checkpoints import LedgerContradicted
from shared.proofs.keys import NoteMalformed, SigningKeyRefused
from shared.vault.master import MasterKeyRefused

OK, FAILED, USAGE, NOT_FOUND, UNAVAILABLE, INTERRUPTED = 0, 1, 2, 3, 4, 130
CODES: Mapping[type[Exception], int] = {
    UrlRefused: USAGE,
    clocking.InputUnreadable: USAGE,
    clocking.OneOfTwo: USAGE,
    SigningKeyRefused: USAGE,
    MasterKeyRefused: USAGE,
    NoteMalformed: USAGE,
    verifying.TrustUnreadable: USAGE,
    PrefixRefused: USAGE,
    mining.FormatUnknown: USAGE,
    NotYetPast: USAGE,
    ExportKeyRefused: USAGE,
    NotTheDevelopmentIssuer: USAGE,
    NothingFound: NOT_FOUND,
    PositionNotReached: NOT_FOUND,
    GuardBehind: UNAVAILABLE,
    ProjectionUnknown: NOT_FOUND,
    NotRunning: UNAVAILABLE,
    PostgresUnavailable: UNAVAILABLE,
    psycopg.OperationalError: UNAVAILABLE,
    FileNotFoundError: NOT_FOUND,
    DemoFailed: FAILED,
    LaunchFailed: FAILED,
    clocking.LinesUnanswered: FAILED,
    disposing.DisposalRefused: FAILED,
    disposing.NoSuchDisposalList: NOT_FOUND,
    NothingKept: NOT_FOUND,
    disclosing.DisclosureRefused: FAILED,
    disclosing.NoSuchDisclosureKnown: NOT_FOUND,
    packet_checking.PacketAtFault: FAILED,
    NotLetIn: FAILED,
    signing.NothingToSign: NOT_FOUND,
    signing.WillNotCountersign: FAILED,
    LedgerContradicted: FAILED,
    AnchorRefused: FAILED,
    verifying.LogAtFault: FAILED,
    looking.LogAltered: FAILED,
    looking.FactsUnreadable: USAGE,
    log_keeping.NotAnId: USAGE,
    log_keeping.PurgeRefused: FAILED,
    operating.OperatorUnknown: USAGE,
    NotLogged: UNAVAILABLE,
    Refused: FAILED,
    AlreadyThere: FAILED,
    StoreInUse: FAILED,
    ServerTooOld: FAILED,
}
