"""Writes mxfp4.json beside this file: 4-bit floats in blocks, and their values by transformers.

    pip install torch==2.7.1 transformers==5.23.0 numpy
    python data-samples/golden/dequantised/make_mxfp4.py

blocks (E, m, n / 32, 16) and scales (E, m, n / 32) hold every byte and every exponent; values are
(E, n, m) in float32, in hexadecimal, little-endian, as convert_moe_packed_tensors gives them for
float32 and for bfloat16.
"""

import json
import pathlib

import torch
from transformers.integrations.mxfp4 import convert_moe_packed_tensors

EXPERTS, ROWS, GROUPS = 3, 43, 2


def main():
    generator = torch.Generator().manual_seed(1)
    count = EXPERTS * ROWS * GROUPS
    blocks = torch.randint(0, 256, (count * 16,), generator=generator, dtype=torch.int64)
    blocks[:256] = torch.arange(256)
    scales = torch.arange(count) % 256
    scales[:16] = 127
    blocks = blocks.to(torch.uint8).reshape(EXPERTS, ROWS, GROUPS, 16)
    scales = scales.to(torch.uint8).reshape(EXPERTS, ROWS, GROUPS)
    out = {"blocks": hexed(blocks), "scales": hexed(scales), "shape": [EXPERTS, GROUPS * 32, ROWS]}
    for dtype in (torch.float32, torch.bfloat16):
        values = convert_moe_packed_tensors(blocks, scales, dtype=dtype)
        out[str(dtype).removeprefix("torch.")] = hexed(values.float())
    path = pathlib.Path(__file__).parent / "mxfp4.json"
    path.write_text(json.dumps(out) + "\n")


def hexed(values):
    return values.contiguous().numpy().tobytes().hex()


main()
