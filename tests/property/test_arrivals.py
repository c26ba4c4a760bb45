"""The laws of arrivals: nothing is lost, nothing is asked for twice, nobody waits for ever."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.arrivals import PAUSES, Arrivals, Listing, Stamp, digest, request_key
from tasks.profile.serving import Arrival

TERMS = Arrival(settle_seconds=10, gather_seconds=60, patience_seconds=600, rescan_seconds=5)
LONGEST = TERMS.gather_seconds + TERMS.patience_seconds

LAW = settings(deadline=None, derandomize=True, max_examples=60)

names = st.sampled_from(["a.docx", "b.docx", "c.docx", "profile/roster.csv"])
stamps = st.builds(Stamp, size=st.integers(0, 3), modified=st.integers(0, 3))
listings = st.dictionaries(names, stamps, max_size=4)
pauses = st.floats(0.1, 120)
# A run's life: how long it takes, and whether it ends well.
runs = st.tuples(st.floats(0, 200), st.booleans())


@dataclass
class House:
    """A simulated folder with its watcher: `play` lets time pass until nothing is due."""

    arrivals: Arrivals
    now: float = 1000.0
    folder: Listing = field(default_factory=dict)
    asked: list[tuple[float, str]] = field(default_factory=list)
    covered: str = ""
    running: tuple[float, str, bool] | None = None
    moved: float = 1000.0
    looks: int = 0

    def put(self, folder: Listing) -> None:
        if digest(folder) != digest(self.folder):
            self.moved = self.now
        self.folder = folder

    def look(self, run: tuple[float, bool] = (1.0, True)) -> None:
        """One turn of the watcher's loop."""
        self.looks += 1
        if self.running and self.running[0] <= self.now:
            _, wanted, well = self.running
            self.covered, self.running = (wanted if well else self.covered), None
            self.arrivals = self.arrivals.ended(self.covered, self.now)
        self.arrivals = self.arrivals.look(self.folder, self.now)
        due = self.arrivals.due()
        if due is not None and due <= self.now and self.running is None:
            self.asked.append((self.now, self.arrivals.present))
            self.running = (self.now + run[0], self.arrivals.present, run[1])
            self.arrivals = self.arrivals.request()

    def jump(self, seconds: float) -> None:
        """Set the clock; a run that is under way takes no longer for that."""
        self.now += seconds
        if self.running:
            self.running = (min(self.running[0], self.now + 200), *self.running[1:])

    def rest(self, seconds: float, step: float = TERMS.rescan_seconds) -> None:
        """Let time pass with nothing new, looking at every step."""
        end = self.now + seconds
        while self.now < end:
            self.now += step
            self.look()


@LAW
@given(st.lists(st.tuples(pauses, listings, runs), max_size=12))
def test_whatever_arrives_is_covered_by_a_run_in_the_end(
    steps: list[tuple[float, Listing, tuple[float, bool]]],
) -> None:
    house = House(Arrivals(terms=TERMS))
    for pause, folder, run in steps:
        house.now += pause
        house.put(folder)
        house.look(run)
    house.rest(LONGEST + 200 + 2 * sum(PAUSES), step=60)
    assert house.covered == digest(house.folder)
    assert not house.arrivals.open


@LAW
@given(st.lists(st.tuples(pauses, listings), max_size=12))
def test_no_run_is_asked_for_before_the_files_have_settled(
    steps: list[tuple[float, Listing]],
) -> None:
    house = House(Arrivals(terms=TERMS))
    for pause, folder in steps:
        house.now += pause
        house.put(folder)
        before = len(house.asked)
        house.look()
        if len(house.asked) > before:
            waited = house.now - house.moved
            assert waited >= TERMS.settle_seconds or house.now - 1000 >= TERMS.patience_seconds


@LAW
@given(st.lists(st.floats(0.1, 5), min_size=1, max_size=11), st.data())
def test_what_arrives_within_a_minute_is_one_run(pauses: list[float], data: st.DataObject) -> None:
    house = House(Arrivals(terms=TERMS))
    house.look()
    house.rest(30)
    asked = len(house.asked)
    for number, pause in enumerate(pauses):
        house.now += pause
        house.put({**house.folder, f"{number}": data.draw(stamps)})
        house.look()
    house.rest(LONGEST)
    assert len(house.asked) == asked + 1
    assert house.covered == digest(house.folder)


@LAW
@given(st.lists(listings, max_size=6))
def test_the_same_listing_is_asked_for_once_while_its_run_is_under_way(
    folders: list[Listing],
) -> None:
    house = House(Arrivals(terms=TERMS))
    for folder in folders:
        house.put(folder)
        house.rest(100)
    wanted = [key for _, key in house.asked]
    assert all(one != other for one, other in itertools.pairwise(wanted))


def test_a_file_that_never_ends_holds_up_nobody_for_longer_than_patience() -> None:
    house = House(Arrivals(terms=TERMS))
    house.look()
    house.rest(30)
    asked, began = len(house.asked), house.now
    for size in range(200):
        house.now += TERMS.rescan_seconds
        house.put({"grows.docx": Stamp(size=size, modified=size)})
        house.look()
    assert len(house.asked) > asked
    assert house.asked[asked][0] - began <= LONGEST + 2 * TERMS.rescan_seconds


@LAW
@given(
    st.lists(st.tuples(st.floats(-1e6, 1e6), listings), max_size=10),
)
def test_a_clock_that_jumps_loses_nothing_and_delays_little(
    steps: list[tuple[float, Listing]],
) -> None:
    house = House(Arrivals(terms=TERMS))
    for jump, folder in steps:
        house.jump(jump)
        house.put(folder)
        house.look()
    house.rest(LONGEST + 200 + 2 * PAUSES[-1], step=60)
    assert house.covered == digest(house.folder)


def test_a_failing_run_is_tried_again_with_growing_pauses_and_never_in_a_rush() -> None:
    house = House(Arrivals(terms=TERMS), folder={"a": Stamp(size=1, modified=1)})
    for _ in range(3000):
        house.now += TERMS.rescan_seconds
        house.look((1.0, False))
    times = [at for at, _ in house.asked]
    gaps = [later - at for at, later in itertools.pairwise(times)]
    assert gaps == sorted(gaps)
    assert gaps[0] >= PAUSES[0]
    assert gaps[-1] >= PAUSES[-1]


def test_a_new_file_after_failures_is_not_made_to_wait_for_the_pause() -> None:
    house = House(Arrivals(terms=TERMS), folder={"a": Stamp(size=1, modified=1)})
    for _ in range(200):
        house.now += TERMS.rescan_seconds
        house.look((1.0, False))
    asked = len(house.asked)
    house.put({"a": Stamp(size=2, modified=2)})
    house.rest(TERMS.gather_seconds + TERMS.settle_seconds + TERMS.rescan_seconds)
    assert len(house.asked) == asked + 1


def test_what_a_run_by_hand_has_covered_is_not_run_again() -> None:
    folder = {"a": Stamp(size=1, modified=1)}
    seen = Arrivals(terms=TERMS).look(folder, 0).cover(digest(folder))
    assert seen.due() is None


@LAW
@given(listings)
def test_the_digest_does_not_depend_on_the_order_of_names(listing: Listing) -> None:
    assert digest(listing) == digest(dict(reversed(list(listing.items()))))


@LAW
@given(listings, listings)
def test_different_listings_have_different_digests(one: Listing, other: Listing) -> None:
    assert (digest(one) == digest(other)) == (dict(one) == dict(other))


def test_a_request_is_the_same_only_for_the_same_files_after_the_same_run() -> None:
    keys = {request_key(d, a, b, n) for d in "de" for a in "xy" for b in "rs" for n in range(2)}
    assert len(keys) == 16
    assert request_key("d", "x", "r", 0) in keys
