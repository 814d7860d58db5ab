package io.stateprint.jobs.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses of remote files, such as {@code s3a://bucket/key}: what is wrong with one. */
final class Addresses {
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");
  private static final Pattern KNOWN = Pattern.compile("(file|hdfs|viewfs|s3a):/.*");
  private static final Pattern OTHER_S3 = Pattern.compile("s3n?:/.*");
  private static final Pattern BUCKET = Pattern.compile("s3a://[A-Za-z0-9][A-Za-z0-9._-]+(/.*)?");

  private Addresses() {}

  /** Whether it has a scheme. */
  static boolean isAddress(String location) {
    return ADDRESS.matcher(location).matches();
  }

  /** What is wrong with it, to be put behind the key; empty for a path and for a good address. */
  static Optional<String> fault(String location) {
    if (!isAddress(location)) {
      return Optional.empty();
    }
    if (Secrets.holdsLogin(location)) {
      return Optional.of(
          "holds a login before an @, which is not read from there; take it out and give it as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or in AWS_PROFILE");
    }
    if (OTHER_S3.matcher(location).matches()) {
      return Optional.of(
          "= %s is spelled s3a://%s here"
              .formatted(location, location.replaceFirst("^s3n?:/+", "")));
    }
    if (location.startsWith("s3a:") && !BUCKET.matcher(location).matches()) {
      return Optional.of("= %s names no bucket; write s3a://BUCKET/KEY".formatted(location));
    }
    return KNOWN.matcher(location).matches()
        ? Optional.empty()
        : Optional.of("= %s is of a kind that is not known".formatted(location));
  }
}
