"""Writes packed.json: random weights packed as safetensors checkpoints pack them, and what they stand for in float32.

    pip install torch==2.7.1 numpy compressed-tensors==0.20.0
    python data-samples/golden/dequantised/make_packed.py

Words are taken apart as the reference packages do it, with every factor in float32:
  gptq       `dequantize_weight` of gptqmodel's torch kernel, after `convert_gptq_v1_to_v2_format_module`
  awq        `dequantize_gemm` of AutoAWQ
  row_words  `unpack_from_int32` and `dequantize` of compressed-tensors, which are called
  scaled     `dequantize` of compressed-tensors, which is called; blocks spelled out
Bytes and float32 values are hexadecimal, little endian. `numbers` are those of the program's method.
"""

import json
import pathlib

import torch
from compressed_tensors.compressors.pack_quantized.helpers import pack_to_int32, unpack_from_int32
from compressed_tensors.quantization import QuantizationArgs
from compressed_tensors.quantization.lifecycle.forward import dequantize

F32, F16, BF16, F8, I8 = 6, 5, 15, 24, 1
CODE = {torch.float32: F32, torch.float16: F16, torch.bfloat16: BF16, torch.float8_e4m3fn: F8, torch.int8: I8}
random = torch.Generator().manual_seed(11)
out = {}


def case(name, method, tensors, numbers, values):
    raw, *beside = [t.contiguous().reshape(-1).view(torch.uint8).numpy().tobytes().hex() for t in tensors]
    out[name] = {"method": method, "raw": raw, "beside": beside, "numbers": numbers, "stored": list(tensors[0].shape),
                 "shape": list(values.shape), "values": values.float().contiguous().numpy().astype("<f4").tobytes().hex()}


def words(*shape):
    return torch.randint(-2**31, 2**31, shape, generator=random, dtype=torch.int64).to(torch.int32)


def scales(*shape, dtype=torch.float16):
    return (torch.randn(shape, generator=random) * 0.02).to(dtype)


def gptq(name, m, n, bits, group, v1=False, ordered=False, dtype=torch.float16):
    count, each, most = n // group, 32 // bits, 2**bits - 1
    qweight, qzeros, scale = words(n // each, m), words(count, m // each), scales(count, m, dtype=dtype)
    g_idx = torch.arange(n, dtype=torch.int32) // group
    if ordered:
        g_idx = g_idx[torch.randperm(n, generator=random)]
    lacking = (2**32 - 1) // most if v1 else 0
    shift = torch.arange(0, 32, bits, dtype=torch.int32)
    corrected = qzeros + lacking
    zeros = torch.bitwise_and(torch.bitwise_right_shift(corrected.unsqueeze(2), shift), most).reshape(count, m)
    weight = torch.bitwise_and(torch.bitwise_right_shift(qweight.unsqueeze(1), shift[:, None]), most).reshape(n, m)
    values = scale.float()[g_idx.long()] * (weight - zeros[g_idx.long()]).float()
    case(name, "fill_gptq", [qweight, qzeros, scale] + ([g_idx] if ordered else []),
         [bits, lacking, CODE[dtype], count, group], values.t())


def awq(name, m, n, group):
    count = n // group
    qweight, qzeros, scale = words(n, m // 8), words(count, m // 8), scales(count, m)
    shifts = torch.arange(0, 32, 4, dtype=torch.int32)
    order = torch.arange(m).view(-1, 8)[:, [0, 4, 1, 5, 2, 6, 3, 7]].reshape(-1)
    apart = lambda t: (torch.bitwise_right_shift(t[:, :, None], shifts).reshape(t.shape[0], -1)[:, order]) & 15
    iweights, izeros = apart(qweight), apart(qzeros).repeat_interleave(group, dim=0)
    values = (iweights - izeros).float() * scale.float().repeat_interleave(group, dim=0)
    case(name, "fill_awq", [qweight, qzeros, scale], [F16, count, group], values.t())


def row_words(name, m, n, bits, group, zeros=False, ordered=False, dtype=torch.bfloat16):
    count = n // group
    low, high = -(2 ** (bits - 1)), 2 ** (bits - 1)
    q = torch.randint(low, high, (m, n), generator=random).to(torch.int8)
    zero = torch.randint(low, high, (m, count), generator=random).to(torch.int8) if zeros else None
    scale, g_idx = scales(m, count, dtype=dtype), torch.arange(n, dtype=torch.int32) // group
    if ordered:
        g_idx = g_idx[torch.randperm(n, generator=random)]
    packed = pack_to_int32(q, bits)
    tensors = [packed, scale] + ([pack_to_int32(zero, bits, packed_dim=0)] if zeros else []) + ([g_idx] if ordered else [])
    again = unpack_from_int32(packed, bits, torch.Size((m, n)))
    if ordered:
        low = zero.float()[:, g_idx.long()] if zeros else 0
        values = (again.float() - low) * scale.float()[:, g_idx.long()]
    else:
        args = QuantizationArgs(num_bits=bits, strategy="group", group_size=group, symmetric=not zeros)
        values = dequantize(again, scale.float(), zero, args)
    case(name, "fill_row_words", tensors, [bits, CODE[dtype], m, n, count, group, int(zeros)], values)


def scaled(name, m, n, rows, columns, stored, dtype, strategy):
    q = (torch.randn(m, n, generator=random) * 40).to(stored)
    high, wide = -(-m // rows), -(-n // columns)
    scale = scales(high, wide, dtype=dtype)
    if strategy:
        kind = "int" if stored == torch.int8 else "float"
        args = QuantizationArgs(num_bits=8, type=kind, strategy=strategy, **({"group_size": columns} if strategy == "group" else {}))
        values = dequantize(q, scale.float().reshape([1] if strategy == "tensor" else [m, wide]), None, args)
    else:
        each = scale.float().repeat_interleave(rows, 0)[:m].repeat_interleave(columns, 1)[:, :n]
        values = q.float() * each
    case(name, "fill_scaled", [q, scale], [CODE[stored], CODE[dtype], high, wide, rows, columns], values)


gptq("gptq 4 bits, ordered, zeros less one", 16, 32, 4, 8, v1=True, ordered=True)
gptq("gptq 4 bits, following", 8, 24, 4, 8, dtype=torch.bfloat16)
gptq("gptq 8 bits, zeros less one", 8, 16, 8, 16, v1=True, dtype=torch.float32)
gptq("gptq 2 bits, ordered", 16, 32, 2, 16, v1=True, ordered=True)
awq("awq", 24, 16, 8)
row_words("row words of 4 bits", 6, 20, 4, 10)
row_words("row words of 4 bits with zeros", 10, 24, 4, 8, zeros=True, dtype=torch.float16)
row_words("row words of 4 bits with zeros, ordered", 10, 24, 4, 8, zeros=True, ordered=True)
row_words("row words of 8 bits, ordered", 5, 16, 8, 16, ordered=True, dtype=torch.float32)
scaled("floats of 8 bits with one factor", 6, 10, 6, 10, torch.float8_e4m3fn, torch.bfloat16, "tensor")
scaled("floats of 8 bits with a factor for each row", 6, 10, 1, 10, torch.float8_e4m3fn, torch.float16, "channel")
scaled("floats of 8 bits in ragged blocks", 7, 10, 3, 4, torch.float8_e4m3fn, torch.float32, None)
scaled("whole numbers of 8 bits with a factor for each row", 6, 10, 1, 10, torch.int8, torch.bfloat16, "channel")
scaled("whole numbers of 8 bits in groups", 6, 12, 1, 4, torch.int8, torch.float32, "group")

path = pathlib.Path(__file__).with_name("packed.json")
path.write_text(json.dumps(out, indent=1) + "\n")
print(path, len(out), "cases,", path.stat().st_size, "bytes")
