"""The list of components as CycloneDX JSON, by the library that its makers keep."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, Property, XsUri
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component as BomComponent
from cyclonedx.model.component import ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from tebiki.errors import fail

from .components import Component

_VERSION: Final = SchemaVersion.V1_6


def sbom_text(components: list[Component], version: str, commit: str, made: datetime) -> str:
    """A CycloneDX document, the same for the same components.

    ``version`` and ``commit``: of the project; ``made``: the date of that commit. Raises ``office/sbom``
    where the document does not conform to its own schema.
    """
    top = BomComponent(
        name="tebiki",
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref=f"tebiki@{commit}",
        licenses=[LicenseFactory().make_from_string("MIT")],
        properties=[Property(name="tebiki:commit", value=commit)],
    )
    found = [_component(one) for one in components]
    serial = uuid5(NAMESPACE_URL, "\n".join([commit, *(f"{one.purl} {one.sha256}" for one in components)]))
    bom = Bom(
        serial_number=serial,
        metadata=BomMetaData(component=top, timestamp=made),
        components=found,
    )
    bom.register_dependency(top, found)
    text = JsonV1Dot6(bom).output_as_string(indent=2)
    if error := JsonStrictValidator(_VERSION).validate_str(text):
        fail("office/sbom", None, why=str(error))
    return text + "\n"


def _component(one: Component) -> BomComponent:
    pages = (
        [ExternalReference(type=ExternalReferenceType.WEBSITE, url=XsUri(one.source))] if one.source else []
    )
    licence = [LicenseFactory().make_from_string(one.licence)] if one.licence else []
    return BomComponent(
        name=one.name,
        version=one.version,
        type=ComponentType.LIBRARY,
        bom_ref=one.purl,
        purl=PackageURL.from_string(one.purl),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=one.sha256)],
        licenses=licence,
        external_references=pages,
        properties=[Property(name="tebiki:file", value=one.file)],
    )


def sbom_version() -> str:
    """The version of CycloneDX."""
    return _VERSION.to_version()
