"""A place in the words of people: ``Android 手順3``, a fact's name; never a file."""

from __future__ import annotations

from dataclasses import dataclass

from ..audit.named_places import NamedPlace
from ..content.fact_names import name_fact
from ..content.language_names import japanese_name
from ..content.output_names import INDEX
from ..content.ruby import plain
from ..content.settings import in_language
from ..errors import TebikiError
from ..messages import language, say
from .visit import Visit


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Says where something is, of the edition that a visit is to."""

    visit: Visit

    def of(self, place: NamedPlace) -> str:
        """A place in words."""
        if place.kind == "fact":
            return self.fact(place.key)
        pages = say("places/list").join(map(self.page, place.manuals))
        step = "" if place.step is None else say("places/step", step=place.step)
        where = " ".join(part for part in (pages, step) if part)
        code = f"places/{place.kind}" if where else f"places/{place.kind}-alone"
        return say(code, where=where, language=self.language(place.language), part=place.key).strip()

    def fact(self, key: str) -> str:
        """What people call a fact of the year's file; a manual by its device."""
        try:
            edition, settings = self.visit.project.edition, self.visit.project.settings
        except TebikiError:
            return say("places/fact-alone")
        bare = key.removeprefix("confirmed.").removesuffix(".url")
        if bare == "hosts":
            return say("places/hosts")
        manual = edition.manuals.get(bare.removeprefix("manuals."))
        if manual is not None:
            return plain(in_language(manual.platform, language()))
        return (
            name_fact(edition, settings, bare).texts[language()]
            if edition.names(bare)
            else say("places/fact-alone")
        )

    def page(self, page: str) -> str:
        """What people call a page: its device, or the first page."""
        if page == INDEX:
            return say("places/first-page")
        try:
            return plain(in_language(self.visit.project.edition.manuals[page].platform, language()))
        except (TebikiError, KeyError):
            return page

    def language(self, code: str) -> str:
        """What people call a language."""
        return (japanese_name(code) if language() == "ja" else code) if code else ""
