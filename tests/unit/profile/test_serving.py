"""`profile/serving.toml`: the defaults stand in the file, and every fault names its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.errors import ProfileError
from tasks.profile.kinds import kind_text
from tasks.profile.serving import Serving, load_serving, parse_serving

ROOT = Path(__file__).parents[3]

# (lines of the file, the words its fault has)
FAULTS = (
    ('[schedule]\ncron = "30 7 * *"', "第2行“cron”：应为五段"),
    ('[schedule]\ncron = "61 7 * * 1-5"', "应为五段"),
    ('[schedule]\ncron = "30 7 * * 5-1"', "应为五段"),
    ('[schedule]\ncron = "30 7 * * */0"', "应为五段"),
    ('[schedule]\ntimezone = "Asia/Peking"', "第2行“timezone”：不认识这个时区"),
    ('[schedule]\ntimezone = "../etc/passwd"', "不认识这个时区"),
    ("[arrival]\nsettle_seconds = 0", "应不小于 1"),
    ('[arrival]\n\n\npolling = "ja"', "第4行“polling”：应为 true"),
    ('[mail]\nport = 25\n[server]\nport = "x"', "第4行“port”：应为整数"),
    ('[mail]\nto = ["a@b.cn, c@d.cn"]', "不是邮件地址"),
    ('[mail]\nsender = "a@b.cn\\nBcc: x@y.z"', "不是邮件地址"),
    ('[mail]\nsecurity = "ssl"', "只能是"),
    ('[mail]\npassword = "geheim"', "不认识这一项"),
    ('[webhook]\nurl = "file:///etc/passwd"', "应为 http://"),
    ('[reminders]\nat = "9点"', "应为时刻"),
    ("cron = 1", "第1行“cron”：不认识这一项"),
    ("[unknown]\nx = 1", "不认识这一项"),
    ("[mail\nx = 1", "格式有误"),
)


@pytest.mark.parametrize(("text", "words"), FAULTS)
def test_a_fault_is_named_with_its_place(text: str, words: str) -> None:
    faults: list[str] = []
    assert parse_serving(text, "profile/serving.toml", faults) is None
    assert [fault for fault in faults if words in fault]


@pytest.mark.parametrize("line", ["30 7 * * 1-5", "*/15 8-18 * * *", "0 9 1,15 3-5 0", " "])
def test_cron_lines_that_will_do(line: str) -> None:
    serving = parse_serving(f'[schedule]\ncron = "{line}"', "x", [])
    assert serving is not None
    assert serving.schedule.cron == line.strip()


def test_the_file_that_ships_says_the_defaults() -> None:
    assert parse_serving(kind_text("serving.toml"), "x", []) == Serving()
    assert load_serving(ROOT / "profile") == Serving()


def test_without_the_file_the_defaults_hold_and_nobody_is_told(tmp_path: Path) -> None:
    serving = load_serving(tmp_path)
    assert serving == Serving()
    assert not serving.mail.wanted
    assert serving.webhook.url == ""


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "serving.toml").write_text("[mail]\nport = 0\n[server]\nport = -1\n", "utf-8")
    with pytest.raises(ProfileError) as caught:
        load_serving(tmp_path)
    assert len(caught.value.faults) == 2
