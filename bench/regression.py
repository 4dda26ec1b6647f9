"""Logistic regression over sparse traits, small and repeatable."""

import math
import random
from collections.abc import Mapping

Example = tuple[dict[str, float], bool]
_ROUNDS, _RATE, _COOLING, _DECAY = 8, 0.1, 0.7, 1e-6


def learn(known: list[Example]) -> dict[str, float]:
    """Learn the weights, one example after another in a drawn order."""
    dice, rate = random.Random("order"), _RATE
    weights = dict.fromkeys(sorted({name for traits, _right in known for name in traits}), 0.0)
    order = list(range(len(known)))
    for turn in range(_ROUNDS):
        dice.shuffle(order)
        loss = 0.0
        for nth in order:
            traits, right = known[nth]
            chance = _chance(traits, weights)
            loss -= math.log(max(1e-9, chance if right else 1 - chance))
            step = rate * (right - chance)
            if abs(step) > 1e-7:
                for name, value in traits.items():
                    weights[name] += step * value - rate * _DECAY * weights[name]
        rate *= _COOLING
        print(f"round {turn + 1}: loss {loss / len(known):.5f} over {len(known):,} examples", flush=True)
    return {name: round(weight, 3) for name, weight in weights.items()}


def _chance(traits: Mapping[str, float], weights: Mapping[str, float]) -> float:
    sum_ = sum(weights[name] * value for name, value in traits.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, sum_))))
