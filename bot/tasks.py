"""Background work that is never forgotten: a reference is kept and a failure is logged."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

log = structlog.get_logger(__name__)
RESTART = 1.0  # seconds before work that failed begins anew
_running: set[asyncio.Task[Any]] = set()


def start(work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
    """Start `work`; its failure is logged by kind, without its words."""
    task = asyncio.get_running_loop().create_task(work, name=name)
    _running.add(task)
    task.add_done_callback(_ended)
    return task


def _ended(task: asyncio.Task[Any]) -> None:
    _running.discard(task)
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("task_failed", task=task.get_name(), error=type(error).__name__)


def keep(work: Callable[[], Coroutine[Any, Any, Any]], name: str) -> asyncio.Task[Any]:
    """Start `work` and start it anew whenever it fails: the bot must not fall silent by one mistake of ours."""
    return start(_kept(work, name), name)


async def _kept(work: Callable[[], Coroutine[Any, Any, Any]], name: str) -> None:
    while True:
        try:
            await work()
            return
        except Exception as error:
            log.error("task_restarts", task=name, error=type(error).__name__)
            await asyncio.sleep(RESTART)


async def stop(*tasks: asyncio.Task[Any]) -> None:
    """Cancel the tasks and wait until they are gone."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
