import pytest

from mingzhi.identity.acts.people import ROLES_FILE
from mingzhi.identity.rules.codes import is_credit_code, wider_regions, with_check_digit
from mingzhi.identity.rules.roles import read_roles
from mingzhi.trail.policy import MATTERS


def test_credit_codes_carry_a_right_check_digit():
    assert is_credit_code("11339921MB0W12342N") and is_credit_code("92339921MA7K9XY03N")
    assert not is_credit_code("11339921MB0W12343N") and not is_credit_code("11339921MB0W1234")
    assert with_check_digit("11339921MB0W12342") == "11339921MB0W12342N"
    with pytest.raises(ValueError):
        with_check_digit("11339921")


def test_a_county_falls_back_to_its_city_its_province_and_the_country():
    assert wider_regions("339921") == ("339921", "339900", "330000", "")
    assert wider_regions("330000") == ("330000", "")
    assert wider_regions("") == ("",)


def test_the_role_table_is_sound_and_separates_what_must_be_apart():
    roles = {role.code: role for role in read_roles(ROLES_FILE.read_text(encoding="utf-8"))}
    for code in ("officer", "handler"):
        assert "cases.handle" in roles[code].certified and roles[code].certificate == "officer"
        assert "cases.handle" not in roles[code].capabilities
    for role in roles.values():
        given = {*role.capabilities, *role.certified}
        assert not {"disclosure.prepare", "disclosure.check"} <= given, role.code
        assert not {"cases.handle", "review.review"} <= given, role.code
        if "identity.manage" in given:
            assert not given & MATTERS, role.code


@pytest.mark.parametrize(
    "line",
    [
        'capabilities = ["cases.fly"]',
        'capabilities = []\ncertified = ["cases.handle"]',
        'capabilities = ["cases.view"]\ncertificate = "officer"',
        'capabilities = []\ncertified = ["cases.handle"]\ncertificate = "driver"',
    ],
)
def test_an_unsound_role_is_refused(line):
    with pytest.raises(ValueError):
        read_roles(f'[[role]]\ncode = "x"\ntitle = "某岗"\n{line}\n')
