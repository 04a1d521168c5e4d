"""What the post on attention says in words: each function says whether it is true.

Beside the answer stands what it looked at.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from snippets.activations.glu import swiglu
from snippets.activations.softmax import softmax
from snippets.arrays import Array
from snippets.attention import facts
from snippets.attention.counting import surprise
from snippets.attention.experiments.heats import (
    HEATS,
    held_out_surprises,
    surprise_by_place,
)
from snippets.attention.experiments.lookups import learnt, without_looking
from snippets.attention.experiments.training import (
    LARGE,
    SHORT_RATE,
    SMALL,
    short,
)
from snippets.attention.experiments.training import learnt as sonnets_learnt
from snippets.attention.experiments.writing import (
    TEMPERATURES,
    expected,
    known,
    places_looked_at,
)
from snippets.attention.layers import (
    Gates,
    Maps,
    attention,
    attention_back,
    causal,
    feed_forward,
    feed_forward_back,
    softmax_back,
)
from snippets.attention.scaling import LENGTHS, looks, product_spread
from snippets.attention.text import alphabet, texts
from snippets.attention.transformer import Sizes, Transformer
from snippets.deepnets.checkup import agrees
from snippets.networks.families import attend

Shown = tuple[bool, Mapping[str, object]]
"""Whether it is true, and what was looked at."""

# --- Looking up ---


def only_attention_looks_up() -> Shown:
    """Attention answers all new pages, the plain net a third of them, with all seeds.

    >>> only_attention_looks_up()[0]
    True
    """
    attends, plain = learnt(attends=True).new, learnt(attends=False).new
    return bool(attends.min() > 0.995 and plain.max() < 0.37), {
        "attention": round(float(attends.min()), 2),
        "plain": round(float(plain.max()), 2),
    }


def plain_net_counts() -> Shown:
    """The plain net is as good as whoever says the most frequent digit, and does so.

    >>> plain_net_counts()[0]
    True
    """
    plain = learnt(attends=False)
    off = float(np.abs(plain.new - without_looking()).max())
    return bool(off < 0.03 and plain.said_most.min() > 0.93), {
        "off": round(off, 2),
        "says it": round(float(plain.said_most.min()), 2),
    }


def twenty_times_as_large() -> Shown:
    """The plain net has twenty times the parameters.

    >>> twenty_times_as_large()
    (True, {'times': 20})
    """
    times = facts.plain_parameters() / facts.lookup_parameters()
    return 19 < times < 21, {"times": round(times)}


def soft_becomes_hard() -> Shown:
    """With keys ten times as long, the soft look-up gives what the dictionary does.

    >>> soft_becomes_hard()
    (True, {'soft': 17.9, 'sharp': 10.0})
    """
    keys, values = np.eye(3), np.array([[10.0], [20.0], [30.0]])
    soft, sharp = (float(attend(t * keys[:1], keys, values)[0, 0]) for t in (1.0, 50.0))
    return bool(abs(sharp - 10) < 1e-9 and soft > 12), {
        "soft": round(soft, 1),
        "sharp": round(sharp, 1),
    }


# --- Scaling ---


def products_grow_with_the_root() -> Shown:
    """The spread of products is the root of their length, within a twentieth.

    >>> products_grow_with_the_root()[0]
    True
    """
    off = [looks(n, scaled=False).spread / float(product_spread(n)) for n in LENGTHS]
    worst = float(np.abs(np.array(off) - 1).max())
    return worst < 0.05, {"lengths": len(LENGTHS), "off by": round(worst, 2)}


def unscaled_looks_are_closed() -> Shown:
    """Unscaled, shares sharpen and gradients die with the length; scaled, neither.

    >>> unscaled_looks_are_closed()[0]
    True
    """
    plain = [looks(n, scaled=False) for n in LENGTHS]
    scaled = [looks(n, scaled=True) for n in LENGTHS[2:]]
    largest = np.array([each.largest for each in plain[1:]])
    through = np.array([each.gradient for each in scaled])
    return bool(
        (np.diff(largest) > 0).all()
        and largest[-1] > 0.93
        and max(each.largest for each in scaled) < 0.4
        and plain[-1].gradient < 0.2 * through.min()
    ), {
        "unscaled": round(float(largest[-1]), 2),
        "scaled": round(max(each.largest for each in scaled), 2),
    }


# --- The layers and their ways back ---


def ways_back_agree() -> Shown:
    """Nudges agree with the way back through softmax, attention and feed-forward.

    >>> ways_back_agree()
    (True, {'agree': ['softmax', 'attention', 'feed-forward', 'maps', 'gates']})
    """
    rng = np.random.default_rng(0)
    x = rng.normal(size=(2, 3, 4))
    maps, gates = _random_layers(rng)
    mask = causal(3)

    def with_query(query: Array) -> Array:
        return attention(x, maps._replace(query=query), 2, mask)[0]

    def query_back(query: Array, error: Array) -> Array:
        here = maps._replace(query=query)
        saw = attention(x, here, 2, mask)[1]
        return attention_back(error, here, saw)[1].query

    def with_gate(gate: Array) -> Array:
        return feed_forward(x, gates._replace(gate=gate))[0]

    def gate_back(gate: Array, error: Array) -> Array:
        here = gates._replace(gate=gate)
        return feed_forward_back(error, here, feed_forward(x, here)[1])[1].gate

    def softmax_of(scores: Array) -> Array:
        grown = np.exp(scores)
        shares: Array = grown / grown.sum(axis=-1, keepdims=True)
        return shares

    agree = {
        "softmax": agrees(softmax_of, lambda s, e: softmax_back(softmax_of(s), e), x),
        "attention": agrees(
            lambda x: attention(x, maps, 2, mask)[0],
            lambda x, e: attention_back(e, maps, attention(x, maps, 2, mask)[1])[0],
            x,
        ),
        "feed-forward": agrees(
            lambda x: feed_forward(x, gates)[0],
            lambda x, e: feed_forward_back(e, gates, feed_forward(x, gates)[1])[0],
            x,
        ),
        "maps": agrees(with_query, query_back, maps.query),
        "gates": agrees(with_gate, gate_back, gates.gate),
    }
    return all(agree.values()), {"agree": [n for n, yes in agree.items() if yes]}


def _random_layers(rng: np.random.Generator) -> tuple[Maps, Gates]:
    maps = Maps(*rng.normal(size=(4, 4, 4)))
    up, gate = rng.normal(size=(2, 4, 5))
    return maps, Gates(up, gate, rng.normal(size=(5, 4)))


def whole_agrees() -> Shown:
    """Nudges of every parameter agree with the gradient of a whole transformer.

    >>> whole_agrees()[0]
    True
    """
    sizes = Sizes(letters=5, places=4, features=4, heads=2, blocks=2, hidden=3)
    rng = np.random.default_rng(0)
    net = Transformer(sizes, rng.normal(size=_size(sizes)))
    read = rng.integers(0, 5, (3, 5))
    gradient, start = net.gradient(read)[1], net.parameters
    worst = 0.0
    for place in range(len(start)):
        nudge = 1e-5 * (np.arange(len(start)) == place)
        more, less = (Transformer(sizes, start + s * nudge) for s in (1, -1))
        slope = (more.loss(read) - less.loss(read)) / 2e-5
        worst = max(worst, abs(slope - gradient[place]))
    return bool(worst < 1e-6), {"parameters": len(start)}


def _size(sizes: Sizes) -> int:
    return sum(rows * columns for rows, columns in sizes.shapes.values())


def _random_net(sizes: Sizes, seed: int = 0) -> Transformer:
    return Transformer(sizes, np.random.default_rng(seed).normal(size=_size(sizes)))


def future_is_not_seen() -> Shown:
    """Other letters from a place on change no logits before it, and all from it on.

    >>> future_is_not_seen()
    (True, {'before': 0.0})
    """
    net, read = _random_net(LARGE), texts().held[:20]
    other = read.copy()
    other[12:] = (other[12:] + 1) % LARGE.letters
    here, there = (net.forward(each[None]).logits[0] for each in (read, other))
    before = float(np.abs(here - there)[:12].max())
    after = float(np.abs(here - there)[12:].max(axis=-1).min())
    return before == 0 and after > 1e-3, {"before": before}


def order_is_lost_without_places() -> Shown:
    """One block without places takes shuffled letters before the last for the same.

    Two blocks do not, and neither does one that is told the places.

    >>> order_is_lost_without_places()[0]
    True
    """
    rng, read = np.random.default_rng(0), texts().held[:16]
    mixed = np.append(rng.permutation(read[:-1]), read[-1])

    def moved(sizes: Sizes) -> float:
        net = _random_net(sizes)
        here, there = (net.forward(each[None]).logits[0, -1] for each in (read, mixed))
        return float(np.abs(here - there).max())

    one = moved(SMALL._replace(told_places=False))
    told, two = moved(SMALL), moved(SMALL._replace(told_places=False, blocks=2))
    return one < 1e-9 and told > 0.1 and two > 0.1, {
        "one block": round(one, 6),
        "told": round(told, 1),
        "two blocks": round(two, 1),
    }


def shuffled_in_shuffled_out() -> Shown:
    """Attention without a mask: shuffle the places, and the outputs are shuffled.

    >>> shuffled_in_shuffled_out()
    (True, {'shuffles': 100})
    """
    rng = np.random.default_rng(0)
    maps, none = _random_layers(rng)[0], np.zeros((6, 6))
    for _ in range(100):
        x, order = rng.normal(size=(1, 6, 4)), rng.permutation(6)
        here = attention(x, maps, 2, none)[0][:, order]
        if not np.allclose(attention(x[:, order], maps, 2, none)[0], here):
            return False, {"order": order.tolist()}
    return True, {"shuffles": 100}


def heads_cost_nothing() -> Shown:
    """One head, two or four: as many parameters.

    >>> heads_cost_nothing()[0]
    True
    """
    sizes = {_size(SMALL._replace(heads=heads)) for heads in (1, 2, 4)}
    return len(sizes) == 1, {"parameters": sizes.pop()}


def gate_decides() -> Shown:
    """SwiGLU is linear in the value; a closed gate lets nothing through.

    >>> gate_decides()
    (True, {'closed': -0.0})
    """
    a, b = np.linspace(-3, 3, 7), np.linspace(-2, 2, 7)
    linear = np.allclose(swiglu(2 * a, b), 2 * swiglu(a, b))
    closed = float(swiglu(1.0, -30.0))
    return linear and abs(closed) < 1e-9, {"closed": round(closed, 6)}


# --- The sonnets ---


def first_loss_is_a_guess() -> Shown:
    """Before any step the surprise is the logarithm of the number of characters.

    >>> first_loss_is_a_guess()[0]
    True
    """
    start = sonnets_learnt().held[0]
    return bool(abs(start - np.log(LARGE.letters)) < 1e-9), {
        "start": round(float(start), 2)
    }


def net_against_tables() -> Shown:
    """The net beats pairs and triples clearly, and comes near fours.

    >>> net_against_tables()[0]
    True
    """
    net, tables = facts.net_loss(), [surprise(before) for before in range(4)]
    return bool(net < tables[2] - 0.1 and 0 < net - tables[3] < 0.08), {
        "net": round(net, 2),
        "tables": [round(each, 2) for each in tables],
    }


def tables_are_passed_in_order() -> Shown:
    """It passes single letters first, then pairs, then triples, and falls to the end.

    >>> tables_are_passed_in_order()[0]
    True
    """
    held = sonnets_learnt().held
    passed = [int(np.argmax(held < surprise(before))) for before in range(3)]
    falls = bool((np.diff(held) < 0).all())
    return falls and 0 < passed[0] <= passed[1] < passed[2], {"looks": passed}


def one_head_looks_back_by_one() -> Shown:
    """A head of the first block looks at the letter just before, another at the second.

    >>> one_head_looks_back_by_one()[0]
    True
    """
    shares = places_looked_at()[0]
    one, two = int(shares[:, 1].argmax()), int(shares[:, 2].argmax())
    return bool(one != two and shares[one, 1] > 0.9 and shares[two, 2] > 0.6), {
        "one back": round(float(shares[one, 1]), 2),
        "two back": round(float(shares[two, 2]), 2),
    }


def others_look_about() -> Shown:
    """The other two heads of the first block give no place of the last four a half.

    >>> others_look_about()[0]
    True
    """
    shares = places_looked_at()[0].max(axis=-1)
    others = np.sort(shares)[:2]
    return bool(others.max() < 0.5), {"most": round(float(others.max()), 2)}


def places_matter() -> Shown:
    """Without places the small one is worse, without any block worse again.

    >>> places_matter()[0]
    True
    """
    whole, lost, none = (
        short(sizes, "adam", SHORT_RATE)
        for sizes in (
            SMALL,
            SMALL._replace(told_places=False),
            SMALL._replace(blocks=0),
        )
    )
    return bool(
        whole.max() < lost.min() - 0.05
        and lost.max() < none.min() - 0.05
        and abs(none.mean() - surprise(1)) < 0.06
    ), {
        "whole": round(float(whole.mean()), 2),
        "no places": round(float(lost.mean()), 2),
        "no block": round(float(none.mean()), 2),
    }


def one_head_will_do_here() -> Shown:
    """In the small one, one head is no worse than four by more than a twentieth.

    >>> one_head_will_do_here()[0]
    True
    """
    one, four = facts.short_one_head(), facts.short_whole()
    return bool(abs(one - four) < 0.08), {"one": round(one, 2), "four": round(four, 2)}


def momentum_keeps_up() -> Shown:
    """Momentum ends where Adam does, each at the better of two rates; descent behind.

    >>> momentum_keeps_up()[0]
    True
    """
    ends = {name: facts.best(name, rates) for name, rates in facts.RATES.items()}
    return bool(
        abs(ends["momentum"] - ends["adam"]) < 0.04
        and 0.01 < ends["descent"] - ends["adam"] < 0.12
    ), {name: round(end, 2) for name, end in ends.items()}


def colder_is_surer() -> Shown:
    """The likeliest letter after "compare t", h, gets more the colder it is.

    >>> colder_is_surer()[0]
    True
    """
    logits = expected("shall i compare t")
    shares = [softmax(logits, heat)[alphabet().index("h")] for heat in (0.5, 1.0, 2.0)]
    first = alphabet()[int(logits.argmax())]
    return bool(first == "h" and (np.diff(shares) < 0).all()), {
        "h": [round(float(share), 2) for share in shares],
    }


def one_is_best() -> Shown:
    """Up to a temperature of 1 the surprise falls with each step, from there it rises.

    >>> one_is_best()[1]["best"]
    1.0
    """
    steps = np.diff(held_out_surprises())
    best = HEATS[int(held_out_surprises().argmin())]
    falls, rises = steps[: HEATS.index(1.0)], steps[HEATS.index(1.0) :]
    return bool(best == 1.0 and (falls < 0).all() and (rises > 0).all()), {
        "best": best,
        "smallest change": round(float(np.abs(steps).min()), 4),
    }


def beginnings_are_harder() -> Shown:
    """The first letters of words surprise the net more than the others, by far.

    >>> beginnings_are_harder()[0]
    True
    """
    first, others = surprise_by_place()
    return first > others + 0.5, {"first": round(first, 2), "others": round(others, 2)}


def hotter_is_less_known() -> Shown:
    """The hotter it writes, the fewer of its words are in the sonnets.

    >>> hotter_is_less_known()[0]
    True
    """
    shares = [known(temperature) for temperature in TEMPERATURES]
    return bool((np.diff(shares) < 0).all() and shares[0] > 0.85 > 0.4 > shares[-1]), {
        "coldest": round(shares[0], 2),
        "hottest": round(shares[-1], 2),
    }
