"""The full-text table and its triggers on SQLite, the index on PostgreSQL. Takes a second for each 10,000 rows."""

from django.db import migrations

from localoffer.search.engine import postgres, sqlite


def dialect_of(schema_editor):
    return postgres if schema_editor.connection.vendor == "postgresql" else sqlite


def make(apps, schema_editor):
    dialect_of(schema_editor).make_tables(schema_editor.connection)


def drop(apps, schema_editor):
    dialect_of(schema_editor).drop_tables(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
