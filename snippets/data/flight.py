"""A flight from New Delhi to London: a small model, and the log that its sensors leave.

A long-haul aircraft flies the shortest way at a steady airspeed, against a wind that
changes slowly. Its engines burn fuel in proportion to the thrust, the thrust to the
mass. As the fuel goes the aircraft gets lighter, and lighter aircraft fly best in
thinner air: so the pilot climbs in steps. All figures are round ones of no type in
particular.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from snippets.arrays import Array, as_floats

NEW_DELHI = (28.567, 77.103)  # degrees north, degrees east
LONDON = (51.471, -0.462)
EARTH_RADIUS = 6371.0  # km

SECONDS = 10  # from one reading of the sensors to the next
TAKE_OFF_MASS = 240.0  # tonnes
FUEL = 68.0  # tonnes
LEVELS = (30_000, 32_000, 34_000, 36_000, 38_000)  # feet
GRAVITY = 9.81  # m/s²
GLIDE = 1 / 18  # drag over lift
APPETITE = 0.0165  # kg of fuel a second for each kN of thrust
SLOPE = 170.0  # feet of altitude for each km to go: three degrees


@dataclass(frozen=True)
class Flight:
    """What the sensors wrote down every ten seconds, and what the pilot did.

    Times in minutes, altitudes in feet, speeds over the ground in km/h, fuel in tonnes.
    """

    minute: Array
    altitude: Array
    speed: Array
    fuel: Array
    actions: tuple[tuple[float, str], ...]


def haversine(
    phi_1: ArrayLike, lambda_1: ArrayLike, phi_2: ArrayLike, lambda_2: ArrayLike
) -> Array:
    """How far two places are apart: 0 for the same, 1 for opposite ends of the earth.

    Latitudes φ and longitudes λ in radians.

    >>> pole, equator = (np.pi / 2, 0.0), (0.0, 1.0)
    >>> round(float(haversine(*pole, *equator)), 3)
    0.5
    """
    up = np.subtract(phi_2, phi_1) / 2
    along = np.subtract(lambda_2, lambda_1) / 2
    across: Array = np.cos(phi_1) * np.cos(phi_2) * np.sin(along) ** 2
    h: Array = np.sin(up) ** 2 + across
    return h


def great_circle(h: ArrayLike) -> Array:
    """The shortest way over the ground between two places, in km, from their haversine.

    >>> great_circle([0.0, 0.5, 1.0]).round()
    array([    0., 10008., 20015.])
    """
    share = np.minimum(as_floats(h), 1.0)  # rounding may lift it above
    angle: Array = 2 * np.arctan2(np.sqrt(share), np.sqrt(1 - share))
    return EARTH_RADIUS * angle


def distance() -> float:
    """The shortest way from New Delhi to London, in km.

    >>> 6700 < distance() < 6800
    True
    """
    return float(great_circle(haversine(*np.radians(NEW_DELHI), *np.radians(LONDON))))


def best_altitude(m: ArrayLike) -> Array:
    """The altitude in feet at which an aircraft of mass m, in tonnes, flies best.

    The wings want air whose density goes with the mass, and up there the density falls
    by a factor of e every 24,800 feet.

    >>> best_altitude([240.0, 200.0]).round()
    array([30000., 34522.])
    """
    return 30_000 + 24_800 * np.log(240 / as_floats(m))


def fly(seed: int) -> Flight:
    """The flight with the winds and the sensor noise of this seed.

    >>> flight = fly(seed=1)
    >>> flight.actions[1]
    (0.0, 'climb to 30,000 ft')
    """
    rng = np.random.default_rng(seed)
    to_go, altitude, fuel, wind = distance(), 0.0, FUEL, 50.0
    actions, levels, target = [(0.0, "take off")], iter(LEVELS), 0
    following = next(levels)
    rows: list[tuple[float, ...]] = []
    while to_go > 0.0:
        minute = len(rows) * SECONDS / 60
        airspeed = 300 + 600 * min(1.0, altitude / LEVELS[0])  # km/h
        wind = 50 + 0.997 * (wind - 50) + 2.0 * rng.normal()
        speed = airspeed - wind * altitude / LEVELS[0]
        rows.append((minute, altitude, speed, fuel))
        mass = TAKE_OFF_MASS - FUEL + fuel
        descending = SLOPE * to_go < altitude
        if descending and actions[-1][1] != "begin the descent":
            actions.append((minute, "begin the descent"))
        if not descending and best_altitude(mass) >= following:
            target, following = following, next(levels)
            actions.append((minute, f"climb to {target:,} ft"))
        rate = 2_000 if target == LEVELS[0] else 700  # feet a minute
        before = altitude
        altitude = min(altitude + rate * SECONDS / 60, target, SLOPE * to_go)
        climb = (altitude - before) * 0.3048 / (airspeed / 3.6 * SECONDS)  # slope
        thrust = mass * GRAVITY * max(GLIDE + climb, 0.1 * GLIDE)  # kN
        fuel -= APPETITE * thrust * SECONDS / 1000
        to_go -= speed * SECONDS / 3600
    actions.append((rows[-1][0], "touch down"))
    truth = np.array(rows)
    noise = rng.normal(size=truth.shape) * [0.0, 20.0, 3.0, 0.02]
    minutes, altitudes, speeds, tanks = (truth + noise).T
    return Flight(minutes, altitudes, speeds, tanks, tuple(actions))


# --8<-- [start:climbs]
def climbs(minute: Array, altitude: Array) -> Array:
    """The minutes at which a climb begins, from the sensors alone.

    A climb is a gain of more than 300 feet within a minute. (The log has six rows a
    minute.)

    >>> flight = fly(seed=1)
    >>> len(climbs(flight.minute, flight.altitude))
    4
    """
    climbing = altitude[6:] - altitude[:-6] > 300
    begins = climbing & ~np.concatenate([[False], climbing[:-1]])
    minutes: Array = minute[:-6][begins]
    return minutes


# --8<-- [end:climbs]
