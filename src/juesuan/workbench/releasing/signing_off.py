"""Signing off (签发): the responsible person's password, the signature, the version frozen."""

from __future__ import annotations

from django.contrib.auth import authenticate
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from juesuan.publishing import Statement, sign, verify
from juesuan.workbench.filings.models import Filing, State
from juesuan.workbench.filings.states import move
from juesuan.workbench.journal.chain import Change, record
from juesuan.workbench.people.models import User
from juesuan.workbench.releasing.building import ReleaseError, next_number
from juesuan.workbench.releasing.folders import folder_of, freeze, packed, remove
from juesuan.workbench.releasing.keys import private, shown
from juesuan.workbench.releasing.models import Candidate, Publication
from juesuan.workbench.words import word

__all__ = ["drop", "is_really", "sign_off", "stale"]


def is_really(request: HttpRequest, user: User, password: str, code: str) -> bool:
    """Whether whoever sits there knows the account's password (and one-time code) still; wrong
    ones count as attempts to sign in."""
    found = authenticate(request, username=user.username, password=password, code=code)
    return found is not None and found.pk == user.pk


def stale(candidate: Candidate) -> bool:
    """Whether the unit's year was returned or approved anew since the set was built."""
    filing = candidate.filing
    return filing.state != State.APPROVED or candidate.at < filing.since


def sign_off(user: User, candidate: Candidate, note: str) -> Publication:
    """Sign what was built and publish it, both or neither. A version after the first says why
    there is another (``note``). Raises ``ReleaseError``."""
    with transaction.atomic():
        filing = (
            Filing.objects.select_for_update().select_related("unit").get(pk=candidate.filing_id)
        )
        candidate = Candidate.objects.select_related("filing").get(pk=candidate.pk)
        if stale(candidate) or candidate.number != next_number(filing):
            raise ReleaseError("candidate_stale")
        if candidate.number > 1 and not note.strip():
            raise ReleaseError("no_note")
        folder, at = folder_of(candidate.place), timezone.localtime()
        found = verify(folder)
        statement = Statement(
            unit=filing.unit.name,
            year=filing.year,
            version=candidate.number,
            signer=str(user),
            at=at.isoformat(timespec="seconds"),
            note=note.strip(),
            manifest_sha256=candidate.manifest_sha256,
        )
        sign(folder, private(), statement)
        again = verify(folder)
        if found.differences or again.signed is None or again.signed.problem:
            raise ReleaseError("candidate_changed")
        made = Publication.objects.create(
            filing=filing,
            number=candidate.number,
            place=candidate.place,
            unit_name=filing.unit.name,
            year=filing.year,
            source=candidate.source,
            form_set=candidate.form_set,
            manifest_sha256=candidate.manifest_sha256,
            by=user,
            signer=statement.signer,
            at=at,
            note=statement.note,
            fingerprint=shown(),
        )
        change = Change(
            action="release.signed",
            year=filing.year,
            subject=f"v{made.number}",
            after=made.manifest_sha256,
            why=made.note,
            source=made.source,
        )
        record(user, change, filing.unit)
        move(user, filing, State.PUBLISHED, word("release.version", number=made.number))
        candidate.delete()
    freeze(made.place)
    packed(made.place)
    return made


def drop(user: User, candidate: Candidate) -> None:
    """Throw away what was built and not signed."""
    filing = candidate.filing
    with transaction.atomic():
        change = Change(action="release.dropped", year=filing.year, subject=f"v{candidate.number}")
        record(user, change, filing.unit)
        candidate.delete()
    remove(candidate.place)
