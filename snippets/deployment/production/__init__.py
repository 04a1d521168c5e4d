"""What stands around a service that is left alone: a proxy, a unit, a container; and the attack that it withstands."""
