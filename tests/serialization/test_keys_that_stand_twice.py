"""A key that stands twice at the top of an answer, with two values."""

import pytest

from spaceinvoices_async._serialization.responses import is_as_written, loads, stands_twice

NAMES = ("id", "uniqueId")


@pytest.mark.parametrize(
    "text",
    [
        '{"id":"d1","id":"d2"}',
        '{"id":"d1","total":1,"id":"d2"}',
        '{ "id" : "d1" , "id" : "d2" }',
        '{"id": "d1", "note": "x", "id": "d2"}',
        '{"id":"d1","\\u0069d":"d2"}',
        '{"é":"é","id":"d1","id":"d2"}',
        '{"id":"d1","items":[{"id":"i1"}],"uniqueId":"a","uniqueId":"b"}',
        '{"id":{"id":1},"id":"d2"}',
        '\ufeff{"id":"d1","id":"d2"}',
        '{"id":"d1","id":"d2","rate":NaN}',
    ],
)
def test_two_values_of_an_identifying_key_are_seen_however_they_are_written(text):
    assert stands_twice(text.encode(), NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        '{"id":"d1"}',
        '{"id":"d1","id":"d1"}',
        '{"id":"d1","note":"a","note":"b"}',
        '{"id": "d1", "kind": "id", "items": ["id", {"id": 1, "id": 2}]}',
        '{"id":"d1","items":[{"id":"i1"},{"id":"i2"}],"uniqueId":"a"}',
        '{"id":"d1","note":"say \\"id\\"","\\u00e9":1}',
        '{"\\u0069d":"d1","uniqueId":"é"}',
        '\ufeff{"id":"d1"}\n',
        '{"id":"d1","rate":NaN}',
    ],
)
def test_what_stands_once_or_inside_another_object_is_no_second_value(text):
    assert not stands_twice(text.encode(), NAMES)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ('{"id":"d1","rate":9.50,"items":[{"id":"i1"}],"note":"é"}', True),
        ('{"id":"d1","id":"d1"}', False),
        ('{"items":[{"id":"i1","id":"i2"}]}', False),
        ('{"id":1e5,"a":1,"a":2}', False),
        ('{"id": "d1"}', False),
        ('{"id":1e5}', False),
        ('{"note":"\\ud800"}', True),
        ('{"rate":NaN}', False),
    ],
)
def test_a_text_that_is_written_again_letter_by_letter_has_no_key_twice(text, is_one):
    assert is_as_written(text.encode(), loads(text.encode())) == is_one
