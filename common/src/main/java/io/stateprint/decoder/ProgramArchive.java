package io.stateprint.decoder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The archive of four small entries that the TorchScript loader asks for, packed in memory. */
final class ProgramArchive {
  // A pickle of one object of class __torch__.Program with the attribute training = False.
  private static final byte[] OBJECT =
      "\u0080\u0002c__torch__\nProgram\nq\0)\u0081}(X\u0008\0\0\0training\u0089ub."
          .getBytes(StandardCharsets.ISO_8859_1);
  // A pickle of the empty tuple.
  private static final byte[] CONSTANTS = "\u0080\u0002).".getBytes(StandardCharsets.ISO_8859_1);

  private ProgramArchive() {}

  static byte[] pack(String source) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("data.pkl", OBJECT);
    entries.put("code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
    entries.put("constants.pkl", CONSTANTS);
    entries.put("version", "10\n".getBytes(StandardCharsets.US_ASCII));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(stored("program/" + entry.getKey(), entry.getValue()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static ZipEntry stored(String name, byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    return entry;
  }
}
