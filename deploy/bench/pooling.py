"""What the peers have in common: pooling after a block, and the prompts as one padded batch."""

import json
import resource

import torch


class Pooling:
    """A hook that keeps the last token and the mean of all tokens, for one prompt or a padded batch."""

    def __init__(self, lengths):
        self.lengths = lengths
        self.states = []

    def __call__(self, _module, _inputs, output):
        hidden = output[0] if isinstance(output, tuple) else output
        hidden = hidden.reshape(-1, hidden.shape[-2], hidden.shape[-1])
        if hidden.shape[0] == 1:
            self.states.append((hidden[0, -1].float(), hidden[0].float().mean(0)))
        else:
            lengths = self.lengths
            mask = (torch.arange(hidden.shape[1])[None] < lengths[:, None]).unsqueeze(2)
            self.states.append((hidden[torch.arange(len(lengths)), lengths - 1].float(),
                                (hidden.float() * mask).sum(1) / lengths[:, None]))


def padded(prompts):
    """Ids and mask, (B, S), padded on the right."""
    longest = max(map(len, prompts))
    batch = torch.tensor([ids + [0] * (longest - len(ids)) for ids in prompts])
    mask = torch.tensor([[1] * len(ids) + [0] * (longest - len(ids)) for ids in prompts])
    return batch, mask


def answer(seconds, loaded, tokens, pooled):
    """The line of JSON that a bench reads."""
    return json.dumps({
        "seconds": round(seconds, 3), "load_seconds": round(loaded, 3), "tokens": tokens, "layers_pooled": pooled,
        "peak_rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10})
