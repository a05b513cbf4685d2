/* A disk that takes two milliseconds for each fsync more than it would; loaded before the C library. */
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static void wait_for_the_disk(void) {
  const struct timespec two_ms = {0, 2000000};
  nanosleep(&two_ms, 0);
}

int fsync(int fd) {
  wait_for_the_disk();
  return (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd) {
  wait_for_the_disk();
  return (int)syscall(SYS_fdatasync, fd);
}
