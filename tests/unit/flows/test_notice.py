"""What people are told: short, whole, masked; and only those whom the profile names."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from flows.notice import (
    SHOWN,
    Event,
    Notice,
    failure_notice,
    reminder_notice,
    run_notice,
)
from flows.notification import MAIL_PASSWORD, WEBHOOK_TOKEN, notify
from flows.outcome import Outcome
from tasks.errors import PublishError
from tasks.ledger.comparison import Difference, TotalChange
from tasks.profile.serving import Mail, Serving, Webhook, WebhookFormat
from tests.sinks import LOOPBACK, mail_sink, web_sink
from tests.unit.flows.test_outcome import QUIET, outcome

NOTICE = Notice(
    event=Event.RUN, subject="【汇总】望澜区", lines=("第一行", "第二行"), facts={"a": 1}
)
SECRETS = {MAIL_PASSWORD: "", WEBHOOK_TOKEN: "geheim"}
SAME = Difference(came=(), went=(), replaced=(), figures=(), totals=())


def text(made: Outcome, difference: Difference | None = SAME, missed: tuple[str, ...] = ()) -> str:
    return run_notice(made, difference, missed).text


def test_a_quiet_run_says_that_there_is_nothing_to_do() -> None:
    notice = run_notice(outcome(QUIET), SAME, ())
    assert "没有需要处理的事项" in notice.text
    assert "没有变化" in notice.text
    assert notice.facts["needs_attention"] is False
    assert notice.facts["changed"] is False


def test_the_missing_are_named_and_the_next_step_is_said() -> None:
    notice = run_notice(outcome(replace(QUIET, missing=("区水利局", "区民政局"))), SAME, ())
    assert "未报送（2）：区水利局、区民政局。" in notice.text
    assert "下一步" in notice.text
    assert "未报送2个" in notice.subject
    assert notice.facts["missing"] == ["区水利局", "区民政局"]


def test_many_names_are_counted_and_not_all_listed() -> None:
    names = tuple(f"第{number}局" for number in range(SHOWN + 5))
    found = text(outcome(replace(QUIET, missing=names)))
    assert f"等{SHOWN + 5}个" in found
    assert names[-1] not in found


def test_what_changed_since_the_run_before_is_said() -> None:
    change = TotalChange(indicator="普法活动", unit="场次", before="12", after="14")
    found = text(
        outcome(QUIET),
        replace(SAME, came=("区水利局",), replaced=(("区司法局", "a", "b"),), totals=(change,)),
    )
    assert "新报送（1）：区水利局。" in found
    assert "重新报送（1）：区司法局。" in found
    assert "普法活动：12→14场次" in found


def test_the_first_run_compares_with_nothing() -> None:
    assert "第一次汇总" in text(outcome(QUIET), None)


def test_what_went_wrong_beside_the_run_is_said() -> None:
    assert "旧的成果未能清理" in text(outcome(QUIET), SAME, ("旧的成果未能清理",))


def test_personal_numbers_are_masked_in_words_and_facts() -> None:
    notice = run_notice(outcome(replace(QUIET, missing=("甲局13900000000",))), SAME, ())
    assert "13900000000" not in notice.text + str(notice.facts) + notice.subject


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PublishError("磁盘已满", remedy="请清理磁盘"), ("磁盘已满", "请清理磁盘")),
        (OSError(5, "Input/output error"), ("读写文件出错", "恢复后会自动再试")),
        (ValueError("x"), ("程序内部错误（ValueError）", "serve.log")),
    ],
)
def test_a_failure_is_one_sentence_and_a_way_on(error: Exception, words: tuple[str, str]) -> None:
    notice = failure_notice(error, "serve.log")
    assert notice.event is Event.FAILURE
    assert all(word in notice.text for word in words)
    assert len(notice.lines) == 3


@pytest.mark.parametrize(
    ("day", "words"), [(22, "还有7天"), (29, "今天是报送截止日期"), (30, "已超过截止日期1天")]
)
def test_a_reminder_counts_the_days(day: int, words: str) -> None:
    deadline, today = dt.date(2026, 1, 29), dt.date(2026, 1, day)
    notice = reminder_notice("望澜区", 2025, deadline, today, ("区水利局",))
    assert words in notice.subject
    assert "1. 区水利局" in notice.text


def test_a_mail_arrives_with_its_words() -> None:
    with mail_sink() as sink:
        mail = Mail(host=LOOPBACK, port=sink.port, sender="h@x.gov.cn", to=("a@x.cn", "b@x.cn"))
        assert notify(Serving(mail=mail), NOTICE, SECRETS.__getitem__) == ()
    (message,) = sink.messages
    assert message["Subject"] == NOTICE.subject
    assert message["To"] == "a@x.cn, b@x.cn"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content().split() == list(NOTICE.lines)


@pytest.mark.parametrize("form", list(WebhookFormat))
def test_a_webhook_gets_the_words_in_the_form_it_knows(form: WebhookFormat) -> None:
    with web_sink() as sink:
        hook = Webhook(url=f"http://{LOOPBACK}:{sink.server_address[1]}/x", format=form)
        assert notify(Serving(webhook=hook), NOTICE, SECRETS.__getitem__) == ()
    assert "第二行" in str(sink.bodies)
    assert sink.tokens == ["Bearer geheim"]


@pytest.mark.parametrize("status", [302, 307, 404, 500])
def test_a_webhook_is_not_followed_elsewhere_and_its_failure_is_said(status: int) -> None:
    with web_sink(status) as sink:
        hook = Webhook(url=f"http://{LOOPBACK}:{sink.server_address[1]}/x")
        (said,) = notify(Serving(webhook=hook), NOTICE, SECRETS.__getitem__)
    assert said.startswith("消息未能发送")
    assert sink.paths == ["/x"]


def test_a_way_that_fails_does_not_keep_the_other_from_being_tried() -> None:
    with mail_sink(refuse="554 no") as closed, web_sink() as sink:
        serving = Serving(
            mail=Mail(host=LOOPBACK, port=closed.port, to=("a@x.cn",)),
            webhook=Webhook(url=f"http://{LOOPBACK}:{sink.server_address[1]}/x"),
        )
        (said,) = notify(serving, NOTICE, SECRETS.__getitem__)
    assert said.startswith("邮件未能发送")
    assert len(sink.bodies) == 1


def test_nobody_is_told_unless_the_profile_says_so() -> None:
    def never(name: str) -> str:
        raise AssertionError(name)

    assert notify(Serving(), NOTICE, never) == ()
