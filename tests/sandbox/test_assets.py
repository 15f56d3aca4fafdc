"""What a browser keeps: one stylesheet and one script a world and one sprite, each for a year, none of them anybody's own."""

import gzip
import re

import pytest

from sandbox.server.sending.assets import FILES, FOR_A_YEAR, STATIC, asset_url, assets, joined
from tests.instructor.conftest import a_training, opened  # noqa: F401  the whole app

PACKED = {"Accept-Encoding": "gzip, deflate"}
WORLDS = [name for name in FILES if name.endswith((".css", ".js"))]


@pytest.mark.parametrize("name", FILES)
def test_an_asset_may_be_kept_for_a_year_and_is_nobody_s_own(opened, name):  # noqa: F811
    answer = opened.browser("seat:1:1").get(asset_url(name), headers=PACKED)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == FOR_A_YEAR
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "Set-Cookie" not in answer.headers
    assert gzip.decompress(answer.data).decode() == joined(name)


def test_an_old_browser_gets_an_asset_as_it_is(opened):  # noqa: F811
    answer = opened.browser().get(asset_url("practice.css"))
    assert "Content-Encoding" not in answer.headers
    assert answer.get_data(as_text=True) == joined("practice.css")
    assert opened.browser().get(asset_url("practice.css"), headers={"Accept-Encoding": "gzip;q=0, br"}).data == answer.data


def test_the_address_changes_with_what_is_in_the_file():
    names = [asset.name for asset in assets().values()]
    assert all(re.fullmatch(r"\w+\.[0-9a-f]{10}\.\w+", name) for name in names)
    assert len({name.split(".")[1] for name in names}) == len(names)


def test_a_page_from_before_an_update_gets_today_s_file_but_does_not_keep_it(opened):  # noqa: F811
    answer = opened.browser().get("/static/practice.0123456789.css")
    assert answer.get_data(as_text=True) == joined("practice.css")
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("address", ["/static/", "/static/elsewhere.css", "/static/css/base.css", "/static/../pyproject.toml",
                                     "/static/practice.0123456789.css.map"])
def test_nothing_else_is_served(opened, address):  # noqa: F811
    assert opened.browser().get(address).status_code == 404


def test_an_asset_cannot_be_written_to(opened):  # noqa: F811
    assert opened.browser().post(asset_url("practice.css")).status_code == 405


def test_a_template_cannot_name_an_asset_that_is_not_there():
    with pytest.raises(KeyError):
        asset_url("elsewhere.css")


def test_every_source_is_part_of_an_asset():
    sources = {str(path.relative_to(STATIC)) for path in STATIC.rglob("*") if path.is_file()}
    assert sources == {source for parts in FILES.values() for source in parts}


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".js")])
def test_the_parts_of_a_script_can_be_joined(name):
    """No part brings in or hands out a name, and none has a text over several lines, whose lines look like comments."""
    for source in FILES[name]:
        text = (STATIC / source).read_text(encoding="utf-8")
        assert not re.search(r"^(?:import|export)\b", text, re.MULTILINE)
        assert not any("\n" in between for between in text.split("`")[1::2])


@pytest.mark.parametrize("name", WORLDS)
def test_comments_stay_at_home_and_licences_go_along(name):
    text = joined(name)
    assert not re.search(r"^ */[*](?!!)|^ *//", text, re.MULTILINE)
    assert ("Licensed under MIT" in text) == name.endswith(".css")
