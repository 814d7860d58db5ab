package io.stateprint.decoder;

import io.stateprint.checkpoint.Checkpoint;

/** {@code mxfp4}: weights that have blocks of their name are in 4-bit floats, the others plain. */
record Mxfp4Format() implements Quantization {
  private static final String BLOCKS = "_blocks";
  private static final String SCALES = "_scales";

  @Override
  public Packing packing(Wanted wanted) {
    Checkpoint checkpoint = wanted.checkpoint();
    String name = wanted.name();
    return checkpoint.tensors().containsKey(name + BLOCKS)
        ? new Mxfp4(
            checkpoint.tensor(name + BLOCKS), checkpoint.tensor(name + SCALES), wanted.shape())
        : wanted.whole();
  }

  @Override
  public boolean isStored(Checkpoint checkpoint, String name) {
    return checkpoint.tensors().containsKey(name)
        || checkpoint.tensors().containsKey(name + BLOCKS);
  }
}
