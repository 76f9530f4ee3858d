"""Is it alive, is it ready: for a load balancer and for the person on call."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from ..page_cache import never_cached


@never_cached
def live(request: HttpRequest) -> JsonResponse:
    """The process answers. Touches nothing else."""
    return JsonResponse({"status": "live"})


@never_cached
def ready(request: HttpRequest) -> JsonResponse:
    """The database answers and its tables are those of this code; else 503 with what is missing."""
    problems = _problems()
    return JsonResponse({"status": "not ready" if problems else "ready", "problems": problems}, status=503 if problems else 200)


def _problems() -> list[str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return ["The database does not answer."]
    return [f"{len(waiting)} migrations are waiting: run the command migrate."] if waiting else []
