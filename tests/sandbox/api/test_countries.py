import pycountry
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
        (
            ["U.S.", "840", "Vereinigte Staaten von Amerika", "EE.UU.", "Stati Uniti d'America"],
            "US",
        ),
        (["Großbritannien", "Grossbritannien", "Velika Britanija", "Royaume-Uni", "XI"], "GB"),
        (["Netherlands, The", "Netherlands (Kingdom of the)", "Pays Bas", "Niederlande"], "NL"),
        (["Tschechische Republik", "Repubblica Ceca", "ČESKÁ REPUBLIKA", "Czech Rep."], "CZ"),
        (["COTE D'IVOIRE", "Cote d Ivoire", "Côte d`Ivoire", "Elfenbeinküste"], "CI"),
        (["Korea, Republic of", "Korea (South)", "한국", "대한민국"], "KR"),
        (["Korea, Democratic People's Republic of", "North Korea"], "KP"),
        (["Congo, The Democratic Republic of the", "Congo (Kinshasa)", "DRC"], "CD"),
        (["Congo", "Congo (Brazzaville)", "Republic of the Congo"], "CG"),
        (["Republika Slovenija", "Republic of Slovenia", "Slowenien", "SLO"], "SI"),
        (["Slovak Republic", "Slovenská republika", "Slowakei"], "SK"),
        (["Oesterreich", "ÖSTERREICH", "Autriche"], "AT"),
        (["中国", "中國", "P.R. China", "People's Republic of China"], "CN"),
        (["Taiwan", "Taiwan, Province of China", "台灣"], "TW"),
        (["Iran, Islamic Republic of", "Iran"], "IR"),
        (["Virgin Islands, British"], "VG"),
        (["Virgin Islands, U.S."], "VI"),
        (["Holy See (Vatican City State)", "Vatican City"], "VA"),
        (["Myanmar (Burma)", "Burma"], "MM"),
        (["Kosovo", "Kosova", "XK", "XKX"], "XK"),
        (["المملكة العربية السعودية", "Saudi Arabia", "KSA"], "SA"),
        (["ישראל", "Israel"], "IL"),
        (["ประเทศไทย", "ไทย", "Thailand"], "TH"),
        (["भारत", "India"], "IN"),
        (["Dominican Republic"], "DO"),
        (["Dominica", "Commonwealth of Dominica"], "DM"),
        (["South Sudan"], "SS"),
        (["Georgia", "საქართველო"], "GE"),
    ],
)
def test_a_country_is_found_by_the_names_that_people_write(names, code):
    assert {name: countries.code(name) for name in names} == dict.fromkeys(names, code)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        "Atlantis",
        "XX",
        "ABC",
        "Europe",
        "world",
        "EU",
        "Georgia, USA",
        "China (Taiwan)",
        "Berlin, Germany",
        "Republic of",
        "(",
        ",",
        "the",
        "Virgin Islands",
        None,
    ],
)
def test_what_is_no_country_is_none(name):
    assert countries.code(name) is None


def test_every_country_is_found_by_its_codes_and_names():
    wrong = [
        (name, country.alpha_2, countries.code(name))
        for country in pycountry.countries
        for name in (
            *(country.alpha_2, country.alpha_3, country.numeric, country.name),
            *(getattr(country, "official_name", country.name),),
            country.name.upper(),
        )
        if countries.code(name) != country.alpha_2
    ]
    assert wrong == []
    assert (len(countries.codes()), "XK" in countries.codes()) == (250, True)


def test_the_european_union_ends_at_its_border():
    inside = ["Belgium", "EL", "Czech Republic", "DEU"]
    outside = ["UK", "Switzerland", "Norway", "Serbia", "XI", "Atlantis", None]
    assert [countries.in_union(name) for name in inside] == [True] * len(inside)
    assert [countries.in_union(name) for name in outside] == [False] * len(outside)
