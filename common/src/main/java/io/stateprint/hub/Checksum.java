package io.stateprint.hub;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What the bytes of a file must add up to.
 *
 * @param kind how they are added up
 * @param hex lower case
 */
record Checksum(Kind kind, String hex) {
  /** The hub lists SHA-256 for large files, and Git's own id for the small ones. */
  enum Kind {
    SHA256("SHA-256", "[0-9a-f]{64}"),
    GIT_BLOB("SHA-1", "[0-9a-f]{40}");

    private final String algorithm;
    private final Pattern form;

    Kind(String algorithm, String form) {
      this.algorithm = algorithm;
      this.form = Pattern.compile(form);
    }
  }

  Checksum {
    if (!kind.form.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a %s: %s".formatted(kind, hex));
    }
  }

  static Checksum sha256(String hex) {
    return new Checksum(Kind.SHA256, hex);
  }

  /** A digest that waits for the bytes of a file of that size. */
  MessageDigest digest(long size) {
    try {
      MessageDigest digest = MessageDigest.getInstance(kind.algorithm);
      if (kind == Kind.GIT_BLOB) {
        digest.update(("blob " + size + "\0").getBytes(StandardCharsets.UTF_8));
      }
      return digest;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has " + kind.algorithm, e);
    }
  }

  static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
