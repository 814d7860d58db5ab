/**
 * Remote: a location on S3, or on any other file system that Hadoop knows, in; a storage out, whose
 * failures say what to do.
 *
 * <p>Glossary: a location is <em>remote</em> when it begins with a scheme of Hadoop's, such as
 * {@code s3a://}; a <em>bucket</em> is the first part of such a location, a <em>key</em> the rest;
 * a <em>version</em> is what an object store calls the ETag of a file.
 */
@NullMarked
package io.stateprint.jobs.remote;

import org.jspecify.annotations.NullMarked;
