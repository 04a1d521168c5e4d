"""What is drawn: one module a topic, each public function takes nothing and returns a Matplotlib Figure."""
