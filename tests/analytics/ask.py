"""Runs the queries that a page quotes, and compares what comes out with what was written down by hand.

usage: ask.py PAGE EXPECTED, in a folder with tables/*.parquet and export.jsonl

A query stands in the page below a line `<!-- query: NAME -->`: SQL for DuckDB, or Python that leaves a Spark data frame in
`answer`.
"""

import datetime
import json
import os
import re
import sys

import duckdb
from pyspark.sql import DataFrame, SparkSession

QUERY = re.compile(r"<!-- query: ([a-z-]+) -->\n```(sql|python)\n(.*?)```", re.DOTALL)
# What columns of the Parquet files are, and not only look like.
TYPES = {
    "event": "BIGINT",
    "recorded": "TIMESTAMP WITH TIME ZONE",
    "recorded_on": "DATE",
    "judged_on": "DATE",
    "kinds": "VARCHAR[]",
    "is_merge": "BOOLEAN",
    "before": "VARCHAR",
}


def plain(value):
    """Returns a value as JSON would hold it."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    return value


def with_duckdb(query):
    return [plain(row) for row in duckdb.sql(query.rstrip().rstrip(";")).fetchall()]


def with_spark(code):
    names = {}
    exec(compile(code, "docs/exports.md", "exec"), names)
    answer = names["answer"]
    assert isinstance(answer, DataFrame), "the Python leaves a data frame in `answer`"
    return [plain(tuple(row)) for row in answer.collect()]


def check(name, found, expected):
    if found != expected:
        sys.exit(f"{name}\nexpected: {json.dumps(expected)}\nfound:    {json.dumps(found)}")
    print(f"ok: {name}: {len(found)} rows")


def check_types():
    described = {row[0]: row[1] for row in duckdb.sql("DESCRIBE SELECT * FROM 'tables/events.parquet'").fetchall()}
    check("types of the Parquet columns", {name: described[name] for name in TYPES}, TYPES)


def check_tables():
    """Every table says in Parquet what it says in the jsonl."""
    lines = [json.loads(line) for line in open("export.jsonl", encoding="utf-8")]
    tables = sorted(name.removesuffix(".parquet") for name in os.listdir("tables"))
    records = {}
    for name in tables:
        described = dict(duckdb.sql(f"SELECT decode(key), decode(value) FROM parquet_kv_metadata('tables/{name}.parquet')").fetchall())
        assert described["risklog.format"] == "risklog-export/1" and described["risklog.marking"] == "confidential", described
        rows = duckdb.sql(f"SELECT * FROM 'tables/{name}.parquet'")
        records[name] = [dict(zip(rows.columns, plain(row))) for row in rows.fetchall()]
    assert sum(len(rows) for rows in records.values()) == len(lines) - 1, "no row is lost"
    at = 1
    for name in ["risks", "actions", "evidence", "reviews", "documents", "fields", "matrix", "events"]:
        for row in records[name]:
            line = {key: value for key, value in lines[at].items() if key not in ("format", "record")}
            for moment in ("recorded", "proposed_on"):
                if line.get(moment):
                    line[moment] = plain(datetime.datetime.fromisoformat(line[moment]))
            if row != line:
                sys.exit(f"{name}: row {at} of the jsonl\nparquet: {row}\njsonl:   {line}")
            at += 1
    print(f"ok: {len(tables)} Parquet files say what the jsonl says: {at - 1} rows")


def main(page, expected):
    queries = QUERY.findall(open(page, encoding="utf-8").read())
    answers = json.load(open(expected, encoding="utf-8"))
    assert {name for name, _, _ in queries} == set(answers), "each query has an answer, and each answer a query"
    duckdb.sql("SET TimeZone = 'UTC'")
    check_types()
    check_tables()
    SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").config("spark.sql.session.timeZone", "UTC").getOrCreate()
    for name, language, code in queries:
        check(name, with_duckdb(code) if language == "sql" else with_spark(code), answers[name])


main(*sys.argv[1:])
