"""Running things at the same instant, for races."""

import threading
from collections.abc import Callable
from typing import Any

from tenants.connection import connection


def run_together(*functions: Callable[[], Any]) -> list[Any]:
    """Run functions in threads at the same instant; results and exceptions, in order."""
    barrier = threading.Barrier(len(functions))
    results: list[Any] = [None] * len(functions)
    tenant = connection.tenant

    def run(index: int, function: Callable[[], Any]) -> None:
        connection.set_tenant(tenant)
        barrier.wait()
        try:
            results[index] = function()
        except Exception as error:  # noqa: BLE001  (handed to the test, which looks at it)
            results[index] = error
        finally:
            connection.close()

    threads = [
        threading.Thread(target=run, args=(index, function))
        for index, function in enumerate(functions)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results
