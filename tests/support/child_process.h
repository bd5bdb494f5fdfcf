// Programs of ours as processes of their own. They die with us.
#pragma once

#include <sys/types.h>

#include <regex>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace driehoek::test {

// Where the build puts a program: under $DRIEHOEK_BUILD, else here.
std::string ProgramPath(absl::string_view name);

// The whole of a file; empty when there is none.
std::string ReadAll(const std::string& path);

// Runs `words` with standard output and error in files, which begin empty. With `descriptors` other
// than 0 that is its RLIMIT_NOFILE.
pid_t StartProgram(const std::vector<std::string>& words, const std::string& out,
                   const std::string& err, unsigned descriptors = 0);

// What the first group of `ready` catches once it is found in the file `log`. UNAVAILABLE with the
// log when the program ends (then `pid` is 0) or `longest` passes before.
absl::StatusOr<std::string> AwaitReady(pid_t& pid, const std::string& log, const std::regex& ready,
                                       absl::Duration longest);

// kill -9, and `pid` becomes 0. Nothing when it is 0.
void KillProgram(pid_t& pid);

}  // namespace driehoek::test
