"""The demo: submissions worked by a robot and by officials, through the public interfaces only."""

from deploy.demo.story import run

__all__ = ["run"]
