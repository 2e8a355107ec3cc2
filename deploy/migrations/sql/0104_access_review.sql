-- What a review of the access log must be told, for the system does not know it: keyed hashes of
-- pseudonyms only. Brought in by the administrator, and replaced as a whole.
create table access.fact (
    kind text not null check (kind in ('own-record', 'relative', 'colleague', 'known-name')),
    subject text not null default '',  -- whose own record or relative; empty for the others
    person_hash bytea not null check (octet_length(person_hash) = 32),
    primary key (kind, subject, person_hash)
);
grant select on access.fact to @reporting@;
