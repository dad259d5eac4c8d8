#pragma once

namespace DirectPost::Bench {

// Of this process (Linux).
double resident_MiB();
double peak_MiB(); // most it ever had resident

} // namespace DirectPost::Bench
