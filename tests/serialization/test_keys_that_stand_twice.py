"""A key that stands twice in one object of an answer, or of what a person wrote."""

import pytest

from spaceinvoices_async._serialization import responses
from spaceinvoices_async._serialization.responses import KeyTwice, loads, loads_input, two_values


def found(text: str):
    raw = text.encode()
    return two_values(raw, loads(raw))


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('{"id":"d1","id":"d2"}', "id"),
        ('{"id":"d1","total":1,"id":"d2"}', "id"),
        ('{ "id" : "d1" , "id" : "d2" }', "id"),
        ('{"id": "d1", "note": "x", "id": "d2"}', "id"),
        ('{"id":"d1","\\u0069d":"d2"}', "id"),
        ('{"é":"é","id":"d1","id":"d2"}', "id"),
        ('{"id":"d1","items":[{"id":"i1"}],"uniqueId":"a","uniqueId":"b"}', "uniqueId"),
        ('{"id":{"id":1},"id":"d2"}', "id"),
        ('\ufeff{"id":"d1","id":"d2"}', "id"),
        ('{"id":"d1","id":"d2","note":"\\ud800"}', "id"),
        ('{"note":"a","note":"b","id":"d1","id":"d2"}', "id"),
        ('{"id":"d1","id":true,"a":"\\u003a"}', "id"),
        ('{"id":1,"id":true}', "id"),
        ('{"id":"t","userId":"a","userId":"b"}', "userId"),
        ('{"id":"d1","organizationId":null,"organizationId":"b"}', "organizationId"),
        ('[{"id":"d1"},{"id":"d2","id":"d3"}]', "[1].id"),
        ('{"count":3,"count":5}', "count"),
        ('{"unique":true,"unique":false}', "unique"),
    ],
)
def test_two_values_of_an_identifying_key_are_seen_however_they_are_written(text, path):
    twice = found(text)

    assert twice is not None
    assert (twice.path, twice.identifies) == (path, True)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('{"id":"d1","note":"a","note":"b"}', "note"),
        ('{"id": "d1", "kind": "id", "items": ["id", {"id": 1, "id": 2}]}', "items[1].id"),
        ('{"id":"d1","total":1,"total":1.0}', "total"),
        ('[{"id":"d1","custom":{"a":{"b":1,"b":2},"c":1}}]', "[0].custom.a.b"),
        ('{"id":"d1","a\\u003ab":1,"x":{"a":1,"a":2}}', "x.a"),
    ],
)
def test_two_values_of_any_other_key_are_seen_too(text, path):
    twice = found(text)

    assert twice is not None
    assert (twice.path, twice.identifies) == (path, False)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "7",
        "[]",
        '{"id":"d1"}',
        '{"id":"d1","id":"d1"}',
        '{"id":"d1","a":{"b":[1]},"a":{"b":[1]}}',
        '{"id":"d1","items":[{"id":"i1"},{"id":"i2"}],"uniqueId":"a"}',
        '[{"id":"d1"},{"id":"d2"}]',
        '{"id":"d1","note":"say \\"id\\"","\\u00e9":1}',
        '{"\\u0069d":"d1","uniqueId":"é"}',
        '{"id":"d1","note":"\\u003a\\u003A"}',
        '\ufeff{"id":"d1"}\n',
        '{"id":"d1","rate":1e5}',
    ],
)
def test_what_stands_once_or_inside_another_object_is_no_second_value(text):
    assert found(text) is None


@pytest.mark.parametrize(
    ("text", "is_certain"),
    [
        ('{"id":"d1","rate":9.50,"items":[{"id":"i1"}],"note":"é"}', True),
        ('{"id": "d1", "at": "12:00"}', True),
        ('{"id":1e5}', True),
        ('{"note":"\\ud800"}', True),
        ('{"note":"\\u003Cb\\u003e"}', True),
        ('{"id":"d1","id":"d1"}', False),
        ('{"items":[{"id":"i1","id":"i2"}]}', False),
        ('{"id":1e5,"a":1,"a":2}', False),
        ('{"a":"1","a":"\\u003A"}', False),
    ],
)
def test_a_text_with_as_many_colons_when_it_is_written_again_has_no_key_twice(text, is_certain):
    assert responses._stands_once(text.encode(), loads(text.encode())) == is_certain


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a":1,"a":1}', "^the key 'a' stands twice in one object$"),
        ('{"x":[{"a":1},{"a":1,"a":2}]}', r"the key 'a' stands twice in one object \(x\[1\]\.a\)"),
    ],
)
def test_a_person_is_told_where_a_key_stands_twice(text, said):
    with pytest.raises(KeyTwice, match=said):
        loads_input(text.encode())
