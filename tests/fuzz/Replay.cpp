#include "Fuzz.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

namespace {

std::vector<std::filesystem::path> filesIn(const char *folder)
{
	std::vector<std::filesystem::path> files;
	for (const auto &entry : std::filesystem::directory_iterator(folder))
		files.push_back(entry.path());
	std::ranges::sort(files);
	return files;
}

// In memory of its exact size, so that AddressSanitizer sees a read beyond the end.
std::vector<uint8_t> contentOf(const std::filesystem::path &file)
{
	std::ifstream stream(file, std::ios::binary);
	const std::vector<char> bytes{std::istreambuf_iterator<char>(stream), {}};
	return {bytes.begin(), bytes.end()};
}

} // namespace

// One target with every file of a folder: what the fuzzer once found stays found.
int main(int count, char **arguments)
{
	const auto files = filesIn(count == 2 ? arguments[1] : ".");
	for (const auto &file : files) {
		std::printf("%s\n",
			    file.filename().string().c_str()); // the last one named is the one that broke a rule
		std::fflush(stdout);
		const auto bytes = contentOf(file);
		LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
	}
	return files.empty() ? 1 : 0;
}
