"""導入申請の資料 and the list of components: all that the zip brings stands there, and nothing else."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_string
from pathlib import Path

import pypdfium2
import pytest
from conftest import REPOSITORY, ROOTS
from office_samples import Sample, make_project, make_sample, words
from pe_samples import make_program

from office.application import Delivery, application, programs_table
from office.bundle import Bundle, compose
from office.components import ENGINE, Component, brought, components, homepage_of, licence_of
from office.history import take_snapshot
from office.launcher import LAUNCHER
from office.sbom import sbom_text, sbom_version
from tebiki.content.papers import Part
from tebiki.content.project import Project
from tebiki.errors import TebikiError
from tebiki.messages import tell
from tebiki.output.page_tree import read_tree
from tebiki.output.pdf_document import read_document
from tebiki.sphinxext.papers import write_report

HASHES = {"tebiki-office.zip": "1" * 64, "sbom.cdx.json": "2" * 64}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return make_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def bundle(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """With two programs, of which one is signed and one asks for Microsoft's library."""
    snapshot = take_snapshot(make_project(tmp_path_factory.mktemp("office") / "project"))
    plain, other = sample.taken_wheels()
    files = {
        **plain.files,
        "lamp/a.pyd": make_program("MSVCP140.dll"),
        "b.dll": make_program(signature=bytes(8)),
    }
    wheels = [replace(plain, files=files), other]
    return compose(sample.given_parts(), wheels, snapshot, words())


def delivery(bundle: Bundle) -> Delivery:
    return Delivery(bundle, components(bundle), "tebiki-office.zip", 3_000_000, HASHES, "3" * 64, 8017, "1.6")


def test_every_part_and_package_is_a_component(bundle: Bundle) -> None:
    found = components(bundle)
    assert [(one.name, one.version) for one in found] == [
        *(("Python", "3.13.16"), ("MinGit", "2.56.0"), ("harbour-lamp", "2.0"), ("harbour-paint", "1.0"))
    ]
    assert found[0].sha256 == bundle.parts["python"].part.sha256
    assert found[2].sha256 == bundle.wheels[0].sha256
    assert found[2].purl == "pkg:pypi/harbour-lamp@2.0"


def test_fonts_and_scripts_of_others_are_components_too() -> None:
    """All that the engine brings: none is forgotten, each with its own hash."""
    root = REPOSITORY / ENGINE
    there = [
        path for kind in ("*.ttf", "*.otf", "*.woff2", "*.min.js", "*.wasm") for path in root.rglob(kind)
    ]
    files = {
        path.relative_to(REPOSITORY).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }
    found = [*brought(files)]
    assert {one.name: one.sha256 for one in found} == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in there
    }
    assert len(found) > 8
    assert len({one.purl for one in found}) == len(found)
    assert all(one.licence and one.version for one in found)
    text = sbom_text(found, "9.1", "a" * 40, datetime(2031, 3, 1, tzinfo=UTC))
    assert len(json.loads(text)["components"]) == len(found)


@pytest.mark.parametrize(
    ("metadata", "licence"),
    [
        ("License-Expression: MIT OR Apache-2.0\nLicense: other\n", "MIT OR Apache-2.0"),
        ("License: BSD-3-Clause\nClassifier: License :: OSI Approved :: BSD License\n", "BSD-3-Clause"),
        ("Classifier: Topic :: Text\nClassifier: License :: OSI Approved :: MIT License\n", "MIT License"),
        (
            "License: " + "long text " * 20 + "\nClassifier: License :: OSI Approved :: MIT License\n",
            "MIT License",
        ),
        ("Name: a\n", ""),
    ],
)
def test_what_a_package_says_of_its_licence(metadata: str, licence: str) -> None:
    assert licence_of(message_from_string(metadata)) == licence


@pytest.mark.parametrize(
    ("metadata", "page"),
    [
        ("Home-page: https://a.example\nProject-URL: Source, https://b.example\n", "https://a.example"),
        (
            "Project-URL: Changelog, https://c.example\nProject-URL: Home Page, https://b.example\n",
            "https://b.example",
        ),
        ("Project-URL: Changelog, https://c.example\n", "https://c.example"),
        ("Name: a\n", ""),
    ],
)
def test_which_page_a_package_names(metadata: str, page: str) -> None:
    assert homepage_of(message_from_string(metadata)) == page


def test_the_list_of_components_holds_all_and_is_the_same_each_time(bundle: Bundle) -> None:
    made, commit = bundle.snapshot.made, bundle.snapshot.commit
    text = sbom_text(components(bundle), "9.1", commit, made)
    assert text == sbom_text(components(bundle), "9.1", commit, made)
    table = json.loads(text)
    assert (table["bomFormat"], table["specVersion"]) == ("CycloneDX", sbom_version())
    assert table["metadata"]["timestamp"] == made.isoformat()
    assert table["metadata"]["component"]["version"] == "9.1"
    listed = {one["purl"]: one for one in table["components"]}
    assert len(listed) == len(components(bundle)) == 4
    for one in components(bundle):
        row = listed[one.purl]
        assert (row["name"], row["version"]) == (one.name, one.version)
        assert row["hashes"] == [{"alg": "SHA-256", "content": one.sha256}]
    assert {one["ref"] for one in table["dependencies"]} == {f"tebiki@{commit}", *listed}


def test_another_component_is_another_list(bundle: Bundle) -> None:
    def serial(found: list[Component]) -> str:
        number: str = json.loads(sbom_text(found, "9.1", "a" * 40, bundle.snapshot.made))["serialNumber"]
        return number

    found = components(bundle)
    assert serial(found) != serial([*found[:-1], replace(found[-1], sha256="4" * 64)])


def test_a_list_that_breaks_the_schema_is_refused(bundle: Bundle) -> None:
    spoilt = replace(components(bundle)[0], sha256="no hash")
    with pytest.raises(TebikiError) as raised:
        sbom_text([spoilt], "9.1", "a" * 40, bundle.snapshot.made)
    [problem] = raised.value.problems
    assert problem.code == "office/sbom"
    assert tell(problem, "ja")


def test_the_paper_tells_all_of_it_on_a_page_and_on_paper(bundle: Bundle, tmp_path: Path) -> None:
    here = Project(ROOTS / "yamabe").publication("ja")
    page, pdf = write_report(application(delivery(bundle)), here, tmp_path, tmp_path / "cache")
    printed = "".join(one.get_textpage().get_text_bounded() for one in pypdfium2.PdfDocument(pdf))
    shown = read_tree(page.read_text(encoding="utf-8")).text
    for text in (printed, shown):
        joined = "".join(text.split())
        assert not [one for one in components(bundle) if one.name not in joined or one.licence not in joined]
        assert not [one for one in components(bundle) if one.sha256 not in joined]
        for word in ("127.0.0.1", "8017", "AppLocker", "MarkoftheWeb", "GPL-2.0", "msvcp140.dll", LAUNCHER):
            assert word in joined, word
        assert bundle.snapshot.commit[:12] in joined
        assert "{" not in joined
    assert not read_document(pdf).stray


def test_microsofts_library_is_told_of_only_where_it_is_missing(bundle: Bundle) -> None:
    def parts(given: Bundle) -> list[str]:
        found = [one for one in application(delivery(given)).content if isinstance(one, Part)]
        numbers = [one.title.partition(" ")[0] for one in found]
        assert numbers == [*map(str, range(1, len(found))), "付録"]
        return [one.id for one in found]

    assert "runtime" in parts(bundle)
    beside = [*bundle.programs, *(replace(one, path="python/msvcp140.dll") for one in bundle.programs[:1])]
    assert "runtime" not in parts(replace(bundle, programs=beside))


def test_the_table_of_programs_is_what_a_rule_needs(bundle: Bundle) -> None:
    data = programs_table(bundle.programs)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["packages\\b.dll", "packages\\lamp\\a.pyd"]
    assert [row[3] for row in rows[1:]] == ["yes", "no"]
    assert rows[2][1] == bundle.programs[1].sha256
    assert rows[1][2] == bundle.programs[0].authenticode
