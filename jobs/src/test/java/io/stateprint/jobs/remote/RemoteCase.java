package io.stateprint.jobs.remote;

import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;

/** A bucket of its own behind a proxy of its own, for every test. */
abstract class RemoteCase {
  final S3Bucket s3 = new S3Bucket();
  final S3Server server = s3.server;
  final String bucket = s3.name;
  final FaultyProxy proxy = s3.proxy;

  @AfterEach
  final void close() {
    s3.close();
  }

  /** How Hadoop reaches the bucket. */
  final Configuration hadoop() {
    return RemoteConf.of(s3.keys());
  }

  /** An address in the bucket. */
  final String address(String key) {
    return s3.address(key);
  }
}
