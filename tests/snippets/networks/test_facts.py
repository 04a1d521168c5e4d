from snippets.networks import facts


def test_the_net_of_the_first_cell_separates_its_moons() -> None:
    assert facts.moons_held_out_accuracy() > 0.99


def test_steps_are_the_median_of_the_seeds() -> None:
    assert facts.steps("tanh", "cross-entropy", "Adam") == 25.0
