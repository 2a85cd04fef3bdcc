"""No list leaves a task behind, in any test."""

import asyncio
import gc

import pytest

from tests.support.collection import settle


@pytest.fixture(autouse=True)
async def no_task_outlives_a_test():
    unheard = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: unheard.append(context))
    before = asyncio.all_tasks()
    yield
    gc.collect(0)
    await settle()
    assert asyncio.all_tasks() - before - {asyncio.current_task()} == set()
    assert unheard == []
