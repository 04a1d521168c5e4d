"""One model behind several servers: train it, state the contract, serve it."""
