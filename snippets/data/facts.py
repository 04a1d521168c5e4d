"""The numbers that the posts Musings and Data print, one function each.

Random ones name their seeds here.
"""

import numpy as np
from numpy.typing import NDArray

from snippets.arrays import Array
from snippets.data.aircraft import (
    aircraft,
    extremes,
    forecast_error,
    joins,
    lost_of,
    mean_delays,
    twice_an_hour,
)
from snippets.data.decision import right_choice
from snippets.data.flight import FUEL, TAKE_OFF_MASS, Flight, climbs, fly
from snippets.data.flight import distance as shortest_way
from snippets.data.flights import LATE, arrived, effects, load, moments
from snippets.data.jobs import DAYS, MACHINES, job_log, mean_wait, peak
from snippets.data.lateness import (
    Carrier,
    by_day_and_hour,
    carriers,
    clear,
    growth,
    growth_interval,
    lead,
)
from snippets.data.lateness import evenings_later as share_of_evenings_later
from snippets.data.messages import before_and_after, messages, turning_point
from snippets.data.privacy import alone, crowd
from snippets.data.rates import WEIGHT
from snippets.data.resampling import bootstrap_interval, swap_test
from snippets.data.sales import Find, best_found, driving_force, forecast_errors
from snippets.data.tries import LEVEL, SERIES, finds
from snippets.experiment import experiment

SEED = 1
SALES_SEED = 5  # chosen for its looks, as the post says
SEARCHES = range(200)
COUPLES = 4_000
FEW, MANY = 10, 1_000  # couples
BARS = 16  # jobs that are drawn one by one
STRONG = 0.7  # a correlation
CHARTS = 40  # sales charts behind each size of a search
SIZES = (1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000)

# --- Musings: what data are worth to a decision ---


def right_choice_100() -> float:
    """How often 100 customers an offer point to the better one."""
    return right_choice(customers=100, rng=np.random.default_rng(SEED), rounds=200_000)


def right_choice_1000() -> float:
    """The same with 1,000 customers."""
    return right_choice(
        customers=1_000, rng=np.random.default_rng(SEED), rounds=200_000
    )


def right_choice_3000() -> float:
    """The same with 3,000 customers."""
    return right_choice(
        customers=3_000, rng=np.random.default_rng(SEED), rounds=200_000
    )


# --- The flight ---


@experiment
def flight() -> Flight:
    """The flight of the post."""
    return fly(SEED)


def great_circle_distance() -> float:
    """The shortest way from New Delhi to London, in km."""
    return shortest_way()


def sensor_rows() -> int:
    """The number of rows that the sensors of the flight wrote."""
    return len(flight().minute)


def flight_hours() -> float:
    """How long the flight takes, in hours."""
    return float(flight().minute[-1] / 60)


def fuel_burned() -> float:
    """Fuel burned on the flight, in tonnes."""
    return float(flight().fuel[0] - flight().fuel[-1])


def fuel_left() -> float:
    """What is left of it at the end."""
    return float(flight().fuel[-1])


def fuel_burned_share() -> float:
    """The same as a share of the mass at take-off."""
    return fuel_burned() / TAKE_OFF_MASS


def mass_lost_between_climbs() -> float:
    """The share of its mass that the aircraft loses from one step up to the next."""
    begins = climbs(flight().minute, flight().altitude)[1:]
    mass = TAKE_OFF_MASS - FUEL + np.interp(begins, flight().minute, flight().fuel)
    return float(np.mean(1 - mass[1:] / mass[:-1]))


# --- The cluster ---


@experiment
def log() -> NDArray[np.void]:
    """The job log of the post."""
    return job_log(SEED)


def afternoon() -> NDArray[np.void]:
    """The jobs that are drawn one by one: the first since three on Tuesday."""
    first = int(np.searchsorted(log()["submitted"], 24.0 + 15.0))
    return log()[first : first + BARS]


def jobs_count() -> int:
    """The number of jobs in the log."""
    return len(log())


def jobs_peak() -> int:
    """The most jobs that ran at once."""
    return peak(log()["started"], log()["ended"])


def jobs_peak_wanted() -> int:
    """The most jobs that would have run at once with a machine for each."""
    hours = log()["ended"] - log()["started"]
    return peak(log()["submitted"], log()["submitted"] + hours)


def machines_busy() -> float:
    """The share of the machines' time in the fortnight that was spent on jobs."""
    end = 24.0 * DAYS
    ran = np.minimum(log()["ended"], end) - np.minimum(log()["started"], end)
    return float(ran.sum() / (MACHINES * end))


def jobs_waiting_share() -> float:
    """The share of the jobs that had to wait."""
    return float(np.mean(log()["started"] > log()["submitted"]))


def mean_wait_minutes() -> float:
    """The mean wait of a job in minutes."""
    return 60 * mean_wait(log(), MACHINES)


def longest_wait_hours() -> float:
    """The longest wait of a job in hours."""
    return float(np.max(log()["started"] - log()["submitted"]))


def mean_wait_minutes_four_more() -> float:
    """The mean wait in minutes, had there been four machines more."""
    return 60 * mean_wait(log(), MACHINES + 4)


def four_more_share() -> float:
    """Four machines as a share of those that there are."""
    return 4 / MACHINES


def wait_saved_by_four_more() -> float:
    """The share of the waiting that four machines more would have saved."""
    return 1 - mean_wait_minutes_four_more() / mean_wait_minutes()


# --- Messages ---


@experiment
def conversations() -> NDArray[np.int64]:
    """The messages of the post's couples."""
    return messages(COUPLES, np.random.default_rng(SEED))


@experiment
def swapped(couples: int) -> tuple[float, float, Array]:
    """The difference of so many couples, its p-value, and what random swaps give."""
    before, after = before_and_after(conversations()[:couples])
    rng = np.random.default_rng(SEED)
    share, by_chance = swap_test(before, after, rng, rounds=2_000)
    return float((before - after).mean()), share, by_chance


def ten_couples_by_chance() -> float:
    """The share of swaps that do as well as the data of ten couples."""
    return swapped(FEW)[1]


def written_less() -> float:
    """How many messages a day fewer all couples wrote in the later 25 days."""
    before, after = before_and_after(conversations())
    return float((before - after).mean())


def turning_day() -> int:
    """The day on which the average of the couples turns."""
    return turning_point(conversations().mean(axis=0))


@experiment
def _turning_interval() -> tuple[float, float]:
    def turn(couples: NDArray[np.int64]) -> float:
        return turning_point(couples.mean(axis=0))

    rng = np.random.default_rng(SEED)
    return bootstrap_interval(conversations(), turn, rng, rounds=100)


def turning_day_earliest() -> float:
    """The lower bound of the turning day, for couples drawn again."""
    return _turning_interval()[0]


def turning_day_latest() -> float:
    """The upper bound."""
    return _turning_interval()[1]


def one_couple_right() -> float:
    """How often a couple wrote more in the 25 days up to day 0 than in the later 25.

    Ties count half.
    """
    before, after = before_and_after(conversations())
    return float(np.mean(before > after) + np.mean(before == after) / 2)


# --- Sales ---


@experiment
def _searches() -> tuple[Find, ...]:
    return tuple(driving_force(seed) for seed in SEARCHES)


def sales_found() -> float:
    """The correlation of the driving force with the sales in the months searched."""
    return driving_force(SALES_SEED).searched


def sales_held_out() -> float:
    """The same in the months held out."""
    return driving_force(SALES_SEED).held_out


def forces_found_median() -> float:
    """The median size of the correlation that a search finds, over 200 seeds."""
    return float(np.median([abs(find.searched) for find in _searches()]))


def forces_found_least() -> float:
    """The least of the 200."""
    return min(abs(find.searched) for find in _searches())


def forces_agree() -> float:
    """The share of searches whose correlation has the same sign in the hold-out."""
    return float(np.mean([find.searched * find.held_out > 0 for find in _searches()]))


def forces_strong_again() -> float:
    """The share whose correlation in the hold-out is strong, with the same sign."""
    again = [find.held_out * np.sign(find.searched) > STRONG for find in _searches()]
    return float(np.mean(again))


def forces_useful() -> float:
    """The share of searches whose forecast beats “as last month” in the hold-out."""
    errors = [forecast_errors(find) for find in _searches()]
    return float(np.mean([by_force < by_nothing for by_force, by_nothing in errors]))


@experiment
def best_by_size() -> Array:
    """The best |r| among so many random series; shape (charts, sizes)."""
    return np.array([best_found(seed, SIZES) for seed in range(CHARTS)])


def best_of_ten_thousand() -> float:
    """The median over 40 sales charts of the best |r| among 10,000 random series."""
    return float(np.median(best_by_size()[:, -1]))


# --- The flights of New York City ---


def flights_count() -> int:
    """The number of flights that left, or should have left, New York City in 2013."""
    return len(load())


def flights_unknown() -> int:
    """The number of those whose delay at arrival is not known."""
    return len(load()) - len(arrived())


def unknown_dry() -> float:
    """The share of unknown delays among flights due out in an hour without rain."""
    return float(load()[load().precip == 0].arr_delay.isna().mean())


def unknown_wet() -> float:
    """The same for hours with rain or snow."""
    return float(load()[load().precip > 0].arr_delay.isna().mean())


def mean_delay_minutes() -> float:
    """The mean delay at arrival."""
    return float(arrived().arr_delay.mean())


def median_early_minutes() -> float:
    """How many minutes early the median flight arrives."""
    return -float(arrived().arr_delay.median())


def early_without_latest() -> float:
    """How many minutes early the others arrive, the latest tenth of the flights apart.

    Of equally late ones as many are left out as fit into the tenth.
    """
    delays = np.sort(arrived().arr_delay.to_numpy())
    return -float(delays[: len(delays) - len(delays) // 10].mean())


def growth_minutes() -> float:
    """How much later flights of 17 to 19 h arrive than those of 6 to 8 h."""
    return growth(*by_day_and_hour(arrived()))


def growth_least() -> float:
    """The lower bound of that difference, for days drawn again."""
    return growth_interval()[0]


def growth_most() -> float:
    """The upper bound."""
    return growth_interval()[1]


def growth_in_clear_weather() -> float:
    """The same difference, of flights due out in clear hours without rain alone."""
    return growth(*by_day_and_hour(clear(arrived())))


def clear_share() -> float:
    """The share of flights due out in such hours."""
    return len(clear(arrived())) / len(arrived())


def evenings_later() -> float:
    """The share of days on which the evening's flights were the later ones."""
    return share_of_evenings_later()


def delay_dry() -> float:
    """The mean delay of flights due out in an hour without rain or snow."""
    return float(arrived()[arrived().precip == 0].arr_delay.mean())


def delay_wet() -> float:
    """The same for hours with rain or snow."""
    return float(arrived()[arrived().precip > 0].arr_delay.mean())


def _carrier(code: str) -> Carrier:
    return next(carrier for carrier in carriers() if carrier.code == code)


def delta_behind_plainly() -> float:
    """Minutes by which Delta is later than American, as the flights come."""
    return _carrier("DL").plain - _carrier("AA").plain


def delta_ahead_fairly() -> float:
    """Minutes by which Delta is earlier than American, compared fairly."""
    return -lead("DL", "AA")[0]


def delta_ahead_least() -> float:
    """The lower bound, for days drawn again."""
    return -lead("DL", "AA")[2]


def delta_ahead_most() -> float:
    """The upper bound."""
    return -lead("DL", "AA")[1]


def delta_ahead_spring() -> float:
    """The same from January to June."""
    return _carrier("AA").spring - _carrier("DL").spring


def delta_ahead_autumn() -> float:
    """The same from July to December."""
    return _carrier("AA").autumn - _carrier("DL").autumn


def delta_late_less_often() -> float:
    """How far Delta's share of late flights is below American's, compared fairly."""
    late = arrived().assign(arr_delay=arrived().arr_delay >= LATE)
    sums = moments(late, ["carrier", "dest"], ["month", "day", "hour", "origin"])
    found = effects(sums, np.ones(len(sums.squares)))
    return float(found["AA"] - found["DL"])


def airtran_plain() -> float:
    """Minutes by which AirTran is later than the average, as the flights come."""
    return _carrier("FL").plain


def airtran_fair() -> float:
    """The same, compared fairly."""
    return _carrier("FL").fair


def expressjet_fair() -> float:
    """Minutes by which ExpressJet is later than the average, compared fairly."""
    return _carrier("EV").fair


def half_years_agree() -> float:
    """The correlation of the carriers' fair delays in the two halves of the year."""
    pairs = [(carrier.spring, carrier.autumn) for carrier in carriers()]
    return float(np.corrcoef(np.array(pairs).T)[0, 1])


# --- Joins ---


def joined_by_chance_share() -> float:
    """The share of flights left by a join on all columns that have the same name."""
    return joins()[0].rows / flights_count()


def envoy_lost() -> float:
    """The share of Envoy's flights that this join loses."""
    return lost_of("MQ")


def american_lost() -> float:
    """The share of American's flights that the same join loses."""
    return lost_of("AA")


def joined_hours_mean() -> float:
    """The mean delay at arrival in those rows."""
    return mean_delays()[1]


def joined_weather_lost() -> int:
    """Flights lost by a join with the weather on airport and hour."""
    return joins()[3].lost


def hours_that_came_twice() -> int:
    """Rows of the weather whose airport, month, day and hour stand there before."""
    return twice_an_hour()


# --- Rates ---


def aircraft_count() -> int:
    """Aircraft with a tail number of which a flight arrived."""
    return len(aircraft().flights[0])


def late_share() -> float:
    """The share of their flights that were late."""
    return aircraft().share


def never_late() -> int:
    """Aircraft that were never late."""
    return len(extremes()[0])


def always_late() -> int:
    """Aircraft that were late whenever they came."""
    return len(extremes()[1])


def never_late_flights() -> float:
    """The median number of flights of those that were never late."""
    return float(np.median(extremes()[0]))


def always_late_flights() -> float:
    """The same of those that were always late."""
    return float(np.median(extremes()[1]))


def aircraft_flights() -> float:
    """The same of all aircraft."""
    return float(np.median(aircraft().flights[0]))


def late_again() -> float:
    """Of the aircraft always late in odd weeks, the share late in even weeks."""
    late, flights = aircraft().late, aircraft().flights
    always = (flights[1] > 0) & (late[1] == flights[1])
    return float(late[2][always].sum() / flights[2][always].sum())


def own_share_error() -> float:
    """The error of foretelling an aircraft's late share by its own, in points."""
    return 100 * forecast_error(0.0)


def common_share_error() -> float:
    """The same by the share of all aircraft."""
    return 100 * forecast_error(float("inf"))


def shrunk_share_error() -> float:
    """The same by its own share, pulled towards that of all."""
    return 100 * forecast_error(WEIGHT)


# --- Many tries ---


def kept_by_chance() -> float:
    """Worthless series that pass alone, of a thousand; the mean over all searches."""
    return float(finds(0)[:, 0, 0].mean())


def bonferroni_level() -> float:
    """What a single p-value has to stay below, for a thousand tries."""
    return LEVEL / SERIES


def wandering_kept() -> float:
    """Worthless series that wander and pass alone, of a thousand, on average."""
    return float(finds(0, wandering=True)[:, 0, 0].mean())


def wandering_bonferroni() -> float:
    """Those of them that pass with the level shared out."""
    return float(finds(0, wandering=True)[:, 1, 0].mean())


# --- Privacy ---


def alone_by_quarter() -> float:
    """Jobs that stand alone with their hour and the quarters of an hour they ran."""
    hours = log()["ended"] - log()["started"]
    return alone(crowd(log()["submitted"] // 1, hours // 0.25))
