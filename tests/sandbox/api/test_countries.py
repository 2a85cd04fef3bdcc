import pytest

from spaceinvoices_sandbox.api import countries


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["UK", "U.K.", "Great Britain", "united kingdom", "The United Kingdom", "GBR"], "GB"),
        (["USA", "U.S.A.", "United States of America", "The United States", "us"], "US"),
        (["EL", "Greece", "Hellas", "GRC", "Ελλάδα"], "GR"),
        (["Czech Republic", "Czechia", "Česko", "Cesko", "Tschechien"], "CZ"),
        (["The Netherlands", "Holland", "Nederland", "Netherlands"], "NL"),
        (["Cote d'Ivoire", "Côte d\u2019Ivoire", "Ivory Coast"], "CI"),
        (["Deutschland", "Germany", "Allemagne", "Nemčija", "DEU"], "DE"),
        (["South Korea", "Republic of Korea", "Korea"], "KR"),
        (["Turkey", "Türkiye", "TUR"], "TR"),
        (["Bosnia & Herzegovina", "Bosnia and Herzegovina", "BiH", "BIH"], "BA"),
        (["Österreich", "Osterreich", "Austria"], "AT"),
        (["Slovenija", "Slovenia", "SVN"], "SI"),
        (["Viet Nam", "Vietnam"], "VN"),
        (["Россия", "Russian Federation", "Russia"], "RU"),
        (["日本", "Japan", "JPN"], "JP"),
    ],
)
def test_a_country_is_found_by_the_names_that_people_write(names, code):
    assert {name: countries.code(name) for name in names} == dict.fromkeys(names, code)


@pytest.mark.parametrize("name", ["", "  ", "Atlantis", "XX", "ABC", "Europe", "world", None])
def test_what_is_no_country_is_none(name):
    assert countries.code(name) is None
