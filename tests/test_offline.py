"""What a phone may save: lists of finished files, the worker, the site as an app."""

import hashlib
import json
from pathlib import Path

import pytest

from tests.builders import built, service, small_site, with_real_look

TREE = (
    service("kem")
    + service("shelter", "sensitive: yes")
    + """
    content/redirects.yaml
        - {id: old-shelter, was: services/refuge, to: services/shelter}
        - {id: old-kem, was: services/kep, to: services/kem}
"""
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return files_of(with_real_look(small_site(tmp_path_factory.mktemp("offline"), TREE)))


def files_of(config: Path) -> dict[str, bytes]:
    result = built(config)
    assert result.ok, result.problems
    return {artifact.path: artifact.data for artifact in result.artifacts}


def addresses(files: dict[str, bytes], language: str = "en") -> list[str]:
    return [address for address, _, _ in json.loads(files[f"offline/{language}.json"])["files"]]


def test_a_list_names_each_file_with_the_digest_and_size_of_its_bytes(files: dict[str, bytes]) -> None:
    told = json.loads(files["offline/en.json"])
    for address, digest, size in told["files"]:
        data = files[address + "index.html" if address.endswith("/") or not address else address]
        assert (digest, size) == (hashlib.sha256(data).hexdigest()[:8], len(data)), address
    assert told["bytes"] == sum(size for _, _, size in told["files"])
    assert told["pages"] == sum(address.startswith("en/") and address.endswith("/") for address, _, _ in told["files"])


def test_an_asset_is_listed_as_pages_ask_for_it(files: dict[str, bytes]) -> None:
    digests = {address: digest for address, digest, _ in json.loads(files["offline/en.json"])["files"]}
    assert f"assets/css/site.css?v={digests['assets/css/site.css']}".encode() in files["en/index.html"]


def test_a_list_has_one_language_and_what_every_language_needs(files: dict[str, bytes]) -> None:
    found = addresses(files, "ar")
    assert {"", "ar/", "ar/services/kem/", "ar/services/kep/", "ar/search/lines.json", "assets/js/search.js"} <= set(
        found
    )
    assert {"offline.html", "el/offline.html", "en/offline.html"} <= set(found)
    assert [one for one in found if one.startswith("en/") and one != "en/offline.html"] == []


def test_what_is_sensitive_is_in_no_list_nor_what_leads_to_it(files: dict[str, bytes]) -> None:
    assert "en/services/shelter/index.html" in files
    for language in ("el", "en", "ar"):
        assert [a for a in addresses(files, language) if "shelter" in a or "refuge" in a] == []
    assert "/:language/services/refuge/*" in files["_headers"].decode()


def test_a_sensitive_page_offers_no_saving_and_names_no_app(files: dict[str, bytes]) -> None:
    for sign in (b'id="offline"', b"offline.js", b'rel="manifest"'):
        assert sign in files["en/services/kem/index.html"]
        assert sign not in files["en/services/shelter/index.html"]


def test_no_page_changes_because_another_did(tmp_path: Path, files: dict[str, bytes]) -> None:
    edited = TREE.replace("title: kem", "title: Kemal")
    after = files_of(with_real_look(small_site(tmp_path, edited)))
    assert after["offline/en.json"] != files["offline/en.json"]
    assert after["en/helplines/index.html"] == files["en/helplines/index.html"]


def test_the_cost_is_told_in_the_words_of_each_language(files: dict[str, bytes]) -> None:
    said = json.loads(files["offline/sizes.json"])
    assert said["en"] == "about 0.1 MB to load, 0.2 MB on the phone"
    assert "ميغابايت" in said["ar"]


def test_hosts_are_told_to_ask_again_for_the_worker_and_the_lists(files: dict[str, bytes]) -> None:
    headers = files["_headers"].decode()
    assert "/sw.js*\n  Cache-Control: no-cache\n" in headers
    assert "/offline/*\n  Cache-Control: no-cache\n" in headers


def test_a_site_that_takes_copies_back_publishes_the_last_worker_and_offers_nothing(tmp_path: Path) -> None:
    config = with_real_look(small_site(tmp_path, TREE))
    config.write_text(config.read_text(encoding="utf-8") + "offline: no\n", encoding="utf-8")
    found = files_of(config)
    assert b"unregister" in found["sw.js"]
    assert [path for path in found if "offline" in path and not path.startswith("assets/")] == []
    assert b"offline.js" not in found["en/index.html"]


def test_the_site_is_an_app_in_each_language(files: dict[str, bytes]) -> None:
    told = json.loads(files["ar/app.webmanifest"])
    assert (told["lang"], told["dir"], told["start_url"], told["scope"]) == ("ar", "rtl", "./", "../")
    for icon in told["icons"]:
        data = files[icon["src"].removeprefix("../").split("?")[0]]
        if icon["sizes"] != "any":  # width and height stand in the head of a PNG (ISO 15948, 11.2.2)
            width, height = (int.from_bytes(data[at : at + 4]) for at in (16, 20))
            assert f"{width}x{height}" == icon["sizes"]
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}
    assert b'<link rel="icon" href="../favicon.ico">' in files["en/index.html"]
    assert files["favicon.ico"]
