"""What stands round every page: bad addresses, who is let in, and where nobody is sent."""

import pytest

from tests.instructor.conftest import a_training, opened  # noqa: F401  the whole app

TOO_LARGE = "9" * 30


@pytest.mark.parametrize(("user", "address"), [
    ("seat:1:1", f"/desa/keluarga/{TOO_LARGE}"), ("seat:1:1", f"/desa/keluarga/1/anggota/{TOO_LARGE}"),
    ("staff:1", f"/papan/peserta/{TOO_LARGE}"), ("staff:1", f"/papan/peserta/1/layar/keluarga/{TOO_LARGE}")])
def test_a_number_that_no_database_holds_is_a_page_that_does_not_exist(opened, user, address):  # noqa: F811
    answer = opened.browser(user).get(address)
    assert answer.status_code == 404
    assert "GL-404" in answer.get_data(as_text=True)
