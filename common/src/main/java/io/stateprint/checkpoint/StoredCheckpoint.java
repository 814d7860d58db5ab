package io.stateprint.checkpoint;

import io.stateprint.storage.ByteSource;
import io.stateprint.storage.InputException;
import io.stateprint.storage.NearMisses;
import io.stateprint.storage.Sha256;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/** A checkpoint of any format, once its headers were read. */
final class StoredCheckpoint implements Checkpoint {
  /** The largest tokenizer.json of a published model holds 35 MB. */
  private static final long LONGEST_SIDECAR = 256L << 20;

  private final CheckpointFiles files;
  private final CheckpointIndex index;
  private final WeightFiles weights;

  StoredCheckpoint(CheckpointFiles files, CheckpointIndex index) {
    this.files = files;
    this.index = index;
    this.weights = new WeightFiles(files, index.files());
  }

  @Override
  public String location() {
    return files.location();
  }

  @Override
  public ModelConfig config() {
    return index.config();
  }

  @Override
  public Map<String, Tensor> tensors() {
    return index.tensors();
  }

  @Override
  public Tensor tensor(String name) {
    Tensor tensor = index.tensors().get(name);
    if (tensor == null) {
      throw new InputException(
          "Cannot find tensor %s: not among the %d of the checkpoint; nearest: %s (%s)"
              .formatted(
                  name,
                  index.tensors().size(),
                  String.join(", ", NearMisses.of(name, index.tensors().keySet())),
                  location()));
    }
    return tensor;
  }

  @Override
  public void read(Tensor tensor, ByteBuffer target) {
    if (tensor.bytes() > Integer.MAX_VALUE) {
      throw new InputException(
          "Cannot read tensor %s: its %d bytes do not fit one buffer; read it with readRows (%s)"
              .formatted(tensor.name(), tensor.bytes(), location()));
    }
    requireRoom(tensor, tensor.bytes(), target);
    ByteBuffer filled = target.slice();
    weights.read(tensor.file(), tensor.offset(), target);
    if (tensor.rotaryHeads() > 0) {
      RotaryRows.restore(tensor, filled);
    }
  }

  @Override
  public void readRows(Tensor tensor, long firstRow, long rows, ByteBuffer target) {
    if (tensor.rotaryHeads() > 0) {
      throw new IllegalArgumentException(
          "Cannot read rows of %s: the file keeps them in rotary order; read it whole"
              .formatted(tensor.name()));
    }
    if (firstRow < 0 || rows < 0 || rows > tensor.rows() - firstRow) {
      throw new IllegalArgumentException(
          "Cannot read %d rows from row %d of %s: it has %d"
              .formatted(rows, firstRow, tensor.name(), tensor.rows()));
    }
    requireRoom(tensor, rows * tensor.rowBytes(), target);
    weights.read(tensor.file(), tensor.offset() + firstRow * tensor.rowBytes(), target);
  }

  private static void requireRoom(Tensor tensor, long bytes, ByteBuffer target) {
    if (target.remaining() != bytes) {
      throw new IllegalArgumentException(
          "Cannot read %s: %d bytes are needed in the buffer, %d remain"
              .formatted(tensor.name(), bytes, target.remaining()));
    }
  }

  @Override
  public Optional<byte[]> sidecar(String name) {
    return files.folder().find(name).map(StoredCheckpoint::whole);
  }

  private static byte[] whole(ByteSource source) {
    return SmallFile.read(source, LONGEST_SIDECAR);
  }

  @Override
  public Map<String, Object> metadata() {
    return index.metadata();
  }

  @Override
  public String fingerprint() {
    return Fingerprint.of(files, index);
  }

  @Override
  public String version() {
    if (index.files().stream().allMatch(file -> file.version().isEmpty())) {
      return "";
    }
    StringBuilder all = new StringBuilder(index.config().canonical());
    for (IndexedFile file : index.files()) {
      all.append("\n%s %d %s".formatted(file.name(), file.size(), file.version()));
    }
    return Sha256.of(all.toString());
  }

  @Override
  public boolean isFar() {
    return files.folder().isFar();
  }

  @Override
  public long bytesRead() {
    return weights.bytesRead();
  }

  @Override
  public long bytesFound() {
    return weights.bytesFound();
  }

  @Override
  public void close() {
    weights.close();
  }
}
