"""One model behind four servers: train it, state the contract, serve it."""
