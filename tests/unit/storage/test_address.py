"""An address on storage is told from a folder, and never says a password."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.storage.address import (
    is_address,
    masked,
    read_address,
    refuse_address,
    was_address,
)
from tasks.errors import WorkspaceError

SECRET = "geheim"  # noqa: S105 - nobody's


@pytest.mark.parametrize(
    ("place", "url"),
    [
        ("s3://bucket/望澜 区", "s3://bucket/望澜 区"),
        ("S3://bucket/a/", "s3://bucket/a"),
        (" memory://a ", "memory://a"),
        ("file:///data/望澜", "file:///data/望澜"),
        ("smb://user@host:445/share/a@b", "smb://user@host:445/share/a@b"),
        ("smb://host:445/share/a@b", "smb://host:445/share/a@b"),
        ("s3://bucket/a@b", "s3://bucket/a@b"),
    ],
)
def test_an_address_is_read_as_it_is_meant(place: str, url: str) -> None:
    assert read_address(place).url == url


@pytest.mark.parametrize("place", ["", ".", "/data/ws", "C:\\ws", "C:/ws", "c://ws", "望澜", "a:b"])
def test_a_folder_is_no_address(place: str) -> None:
    assert not is_address(place)


@pytest.mark.parametrize(
    "place",
    [
        f"smb://user:{SECRET}@host/share",
        f"smb://user:{SECRET}/with@slash@host/share",
        f"smb://group;user:{SECRET}@host:445/share",
        f"smb://:{SECRET}@host/share",
        f"sftp://user:{SECRET}@host/path/a@b",
    ],
)
def test_an_address_with_a_password_is_refused_and_the_password_not_said(place: str) -> None:
    with pytest.raises(WorkspaceError) as caught:
        read_address(place)
    assert SECRET not in f"{caught.value}{caught.value.remedy}"
    assert "***@" in str(caught.value)
    assert "环境变量" in caught.value.remedy


@pytest.mark.parametrize(
    "place",
    ["s3://", "s3:///", "s3://b/../c", "s3://b/a?versionId=1", "s3://b/a#b", "s3://b/a*",
     "simplecache::s3://b/a", "zip://a::s3://b", "file://data/ws", "file://~/ws", "no address"],
)  # fmt: skip
def test_an_address_that_would_mean_something_else_is_refused(place: str) -> None:
    with pytest.raises(WorkspaceError) as caught:
        read_address(place)
    assert caught.value.remedy


def test_a_query_may_be_a_signature_and_is_not_said() -> None:
    with pytest.raises(WorkspaceError) as caught:
        read_address(f"s3://b/a?X-Amz-Signature={SECRET}")
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("at smb://u:p@h/s, and s3://b/a", "at smb://u:***@h/s, and s3://b/a"),
        ("smb:/u:p@h/s", "smb:/u:***@h/s"),
        ("http://h:9000/b", "http://h:9000/b"),
        ("no address: 1", "no address: 1"),
    ],
)
def test_what_is_said_is_masked(text: str, said: str) -> None:
    assert masked(text) == said


def test_every_address_has_a_folder_of_its_own_that_people_recognise() -> None:
    places = ("s3://a/望澜区", "s3://b/望澜区", "s3://a/望澜区2", "memory://a/望澜区")
    folders = [read_address(place).folder for place in places]
    assert len(set(folders)) == len(places)
    assert all(folder.startswith("望澜区") for folder in folders)
    assert all("/" not in read_address(f"s3://a/{odd}").folder for odd in ("a b", "..x", ":"))


@pytest.mark.parametrize("place", ["s3://bucket/a", "smb://host/share", "file:///data"])
def test_an_address_taken_for_a_path_is_known_again(place: str) -> None:
    assert was_address(Path(place))
    with pytest.raises(WorkspaceError, match="不能用存储地址"):
        refuse_address(Path(place))


@pytest.mark.parametrize("place", ["ws", "/data/ws", "C:/ws", "."])
def test_a_path_is_left_in_peace(place: str) -> None:
    refuse_address(Path(place))
