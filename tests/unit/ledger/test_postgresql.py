"""The ledger in a PostgreSQL database: guarded, explained in Chinese, its password never told."""

from __future__ import annotations

import builtins
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import URL, create_engine, inspect, select
from sqlalchemy.exc import IntegrityError

from tasks.errors import LedgerError
from tasks.ledger import CorrectionEntry, Ledger
from tasks.ledger import postgresql as own
from tasks.ledger.database import store_at
from tasks.ledger.schema import METADATA, VERSION
from tests.postgres import PASSWORD, execute, new_schema, secret
from tests.unit.ledger.test_ledger import run

WRONG = "falsch@9"
SAID = CorrectionEntry(entered="2026", author="王", source="", action="accept", year=2025)


def refused(url: URL | str) -> LedgerError:
    """Return why no ledger can be opened there."""
    with pytest.raises(LedgerError) as raised:
        Ledger(SecretStr(url) if isinstance(url, str) else secret(url)).close()
    assert raised.value.remedy
    return raised.value


def test_a_new_schema_gets_the_tables_and_their_version(database: URL) -> None:
    Ledger(secret(database)).close()
    Ledger(secret(database)).close()
    engine = create_engine(database.set(drivername=own.DRIVER))
    with engine.connect() as connection:
        tables = set(inspect(connection).get_table_names())
        assert tables == {*METADATA.tables, "ledger_version"}
        versions = connection.execute(select(own._VERSIONS.c.version)).scalars().all()
        assert versions == [VERSION]
    engine.dispose()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE corrections SET author = 'x'",
        "DELETE FROM corrections",
        "TRUNCATE corrections",
    ],
)
def test_the_audit_log_can_only_be_added_to(database: URL, statement: str) -> None:
    with Ledger(secret(database)) as ledger:
        kept = ledger.add_corrections([SAID])
        with pytest.raises(IntegrityError, match="only added"):
            execute(database, statement)
        assert ledger.corrections() == kept


def test_a_log_whose_guard_is_off_is_a_fault(database: URL) -> None:
    with Ledger(secret(database)) as ledger:
        assert ledger.faults() == ()
        execute(database, "ALTER TABLE corrections DISABLE TRIGGER corrections_no_delete")
        assert ledger.faults() == ("更正记录缺少保护（corrections_no_delete）",)


def test_what_refers_to_nothing_and_what_is_missing_are_faults(database: URL) -> None:
    with Ledger(secret(database)) as ledger:
        ledger.record_run(run("1", "a.docx"))
        execute(
            database,
            "ALTER TABLE submissions DROP CONSTRAINT submissions_run_id_fkey",
            "UPDATE submissions SET run_id = 9",
        )
        assert ledger.faults() == ("submissions.run_id 有 1 行所指的 runs 不存在",)
        execute(database, "DROP TABLE totals")
        assert ledger.faults() == ("缺少表 totals",)


def test_a_newer_version_is_refused(database: URL) -> None:
    Ledger(secret(database)).close()
    execute(database, "UPDATE ledger_version SET version = version + 1")
    assert "更新版本" in str(refused(database))


def test_tables_of_another_program_are_left_alone(database: URL) -> None:
    execute(database, "CREATE TABLE runs (x integer)", "CREATE TABLE others (x integer)")
    assert "同名表：runs" in str(refused(database))


def test_tables_of_other_names_do_not_matter(database: URL) -> None:
    execute(database, "CREATE TABLE others (x integer)")
    Ledger(secret(database)).close()


def test_tables_are_made_all_or_none(database: URL) -> None:
    """The last table's name is taken by what is no table, so it comes to light only then."""
    execute(database, "CREATE SEQUENCE submissions")
    refused(database)
    engine = create_engine(database.set(drivername=own.DRIVER))
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_two_that_find_it_empty_make_one_ledger(database: URL) -> None:
    failed: list[LedgerError] = []

    def opened() -> None:
        try:
            Ledger(secret(database)).close()
        except LedgerError as error:
            failed.append(error)

    threads = [threading.Thread(target=opened) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_another_districts_ledger_is_not_taken_for_ours(database: URL) -> None:
    with Ledger(secret(database)) as ledger:
        ledger.claim("望澜区")
        ledger.record_run(run("1"))
        ledger.claim("望澜区")
        with pytest.raises(LedgerError, match="望澜区的，不能给榕城区用"):
            ledger.claim("榕城区")


@pytest.mark.parametrize(
    ("spoilt", "words"),
    [
        (lambda url: url.set(password=WRONG), "口令不对"),
        (lambda url: url.set(password=None, query={"password": WRONG}), "口令不对"),
        (lambda url: url.set(database="nichts"), "没有这个库"),
        (lambda url: url.set(port=1), "连不上"),
        (lambda url: url.set(host="nowhere.invalid"), "连不上"),
        (lambda url: url.set(query={"options": "-csearch_path=nichts"}), "不让建表"),
        (lambda url: url.set(database="latin"), "LATIN1"),
        (lambda url: url.set(drivername="mysql"), "mysql"),
    ],
)
def test_why_it_cannot_be_used_is_said_without_the_password(
    postgres_server: URL, spoilt: Callable[[URL], URL], words: str
) -> None:
    if words == "LATIN1":
        execute(postgres_server, "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
    error = refused(spoilt(postgres_server))
    assert words in str(error)
    for text in (str(error), error.remedy):
        assert PASSWORD not in text
        assert WRONG not in text


def test_an_address_that_is_none_is_not_repeated() -> None:
    assert PASSWORD not in str(refused(f"huizong:{PASSWORD}@host/base"))


def test_a_user_without_rights_is_told_so(database: URL) -> None:
    execute(database, "DROP ROLE IF EXISTS weak", "CREATE ROLE weak LOGIN PASSWORD 'weak'")
    assert "不让建表" in str(refused(database.set(username="weak", password="weak")))  # noqa: S106


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - as builtins has it
        if name.startswith("psycopg"):
            raise ModuleNotFoundError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    error = refused(f"postgresql://huizong:{PASSWORD}@127.0.0.1:1/ledger")
    assert "psycopg" in str(error)
    assert "huizong[postgresql]" in error.remedy


def test_a_writer_that_waits_in_vain_says_so(
    database: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own, "_SETTING", "SET lock_timeout = '50ms'")
    with (
        Ledger(secret(database)) as one,
        Ledger(secret(database)) as other,
        one._writing(),
        pytest.raises(LedgerError, match="另一次运行"),
    ):
        other.record_run(run("1"))


def test_a_server_that_goes_away_is_said_and_the_next_use_connects_again(
    database: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    ending = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'huizong'"
    )
    with Ledger(secret(database)) as ledger:
        monkeypatch.setattr(
            ledger._store, "begin_writing", lambda _connection: execute(database, ending)
        )
        with pytest.raises(LedgerError, match="连不上"):
            ledger.add_corrections([SAID])
        monkeypatch.undo()
        execute(database, ending)
        assert ledger.add_corrections([SAID]) == (replace(SAID, id=1),)


def test_schemas_of_one_database_are_ledgers_of_their_own(
    database: URL, postgres_server: URL
) -> None:
    other = new_schema(postgres_server)
    with Ledger(secret(database)) as one, Ledger(secret(other)) as two:
        one.record_run(run("1"))
        assert two.runs() == ()


def test_a_file_may_be_named_by_a_url_too() -> None:
    assert store_at(SecretStr("sqlite:////srv/台账.sqlite3")).name == "/srv/台账.sqlite3"
