"""Writes blocks.json: random blocks of every ggml type that is read, and what the gguf package makes of them.

    pip install gguf==0.19.0 numpy
    python data-samples/golden/dequantised/make_blocks.py

Bytes and float32 values are hexadecimal, little endian.
"""

import json
import pathlib

import numpy as np
from gguf import GGML_QUANT_SIZES, GGMLQuantizationType as Type
from gguf.quants import dequantize

BLOCKS = 6
TYPES = ["Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q2_K", "Q3_K", "Q4_K", "Q5_K", "Q6_K", "IQ4_NL", "IQ4_XS",
         "MXFP4"]
PLAIN = ["F16", "BF16"]
# Where the float16 scales of a block stand: random bytes there would be NaN or huge.
HALVES = {"Q4_0": [0], "Q4_1": [0, 2], "Q5_0": [0], "Q5_1": [0, 2], "Q8_0": [0], "Q2_K": [80, 82],
          "Q3_K": [108], "Q4_K": [0, 2], "Q5_K": [0, 2], "Q6_K": [208],
          "IQ4_NL": [0], "IQ4_XS": [0], "MXFP4": []}

random = np.random.default_rng(7)
out = {}
for name in TYPES:
    kind = Type[name]
    _, size = GGML_QUANT_SIZES[kind]
    raw = random.integers(0, 256, (BLOCKS, size), dtype=np.uint8)
    for at in HALVES[name]:
        scale = random.normal(0, 0.1, BLOCKS).astype(np.float16)
        raw[:, at:at + 2] = scale.view(np.uint8).reshape(BLOCKS, 2)
    values = dequantize(raw, kind).astype("<f4")
    out[name] = {"raw": raw.tobytes().hex(), "values": values.tobytes().hex()}

for name in PLAIN:
    # Every exponent but those of infinities and NaN.
    top = 0x7C00 if name == "F16" else 0x7F80
    raw = random.integers(0, 1 << 16, 64, dtype=np.uint16)
    raw = raw[raw & top != top].view(np.uint8)
    out[name] = {"raw": raw.tobytes().hex(), "values": dequantize(raw, Type[name]).astype("<f4").tobytes().hex()}

path = pathlib.Path(__file__).with_name("blocks.json")
path.write_text(json.dumps(out, indent=1) + "\n")
print(path, path.stat().st_size, "bytes")
