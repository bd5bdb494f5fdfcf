// The two pages that talk to the platform's storage by postMessage, where cookies of ours do not
// stick (LTI Client Side postMessages, postMessage Storage, v0.1). They hold no user data and open
// no session; all values stand escaped in data attributes, the script is a static file.
#pragma once

#include <string>

#include "http/headers.h"
#include "http/response.h"
#include "pages/page.h"

namespace driehoek::lti {

struct StoragePage {
  Language language = Language::kDutch;
  PagePolicy policy;
  std::string
      platform_origin;  // of the authorization endpoint: messages go to and count from there only
  std::string frame;
  std::string key;
};

// Keeps `value`, then goes to `next`, whether the platform answered or not.
Response StoragePutPage(const StoragePage& page, const std::string& value, const std::string& next);

// Reads the value back and posts it with `handle` to /lti/launch/storage.
Response StorageGetPage(const StoragePage& page, const std::string& handle);

}  // namespace driehoek::lti
