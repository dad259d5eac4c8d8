#include <host/TellOnceLoaded.hpp>

#include <obs-frontend-api.h>

#include <QMessageBox>

#include <memory>

namespace DirectPost::Host {

namespace {

struct Message {
	QString title;
	QString sentence;
};

void onEvent(obs_frontend_event event, void *data)
{
	if (event != OBS_FRONTEND_EVENT_FINISHED_LOADING && event != OBS_FRONTEND_EVENT_EXIT)
		return;
	const std::unique_ptr<Message> message(static_cast<Message *>(data));
	obs_frontend_remove_event_callback(onEvent, data);
	if (event == OBS_FRONTEND_EVENT_EXIT)
		return;
	auto *box = new QMessageBox(QMessageBox::Warning, message->title, message->sentence, QMessageBox::Ok,
				    static_cast<QWidget *>(obs_frontend_get_main_window()));
	box->setAttribute(Qt::WA_DeleteOnClose);
	box->open(); // returns at once: OBS goes on
}

} // namespace

void tellOnceLoaded(const QString &title, const QString &sentence)
{
	obs_frontend_add_event_callback(onEvent, new Message{.title = title, .sentence = sentence});
}

} // namespace DirectPost::Host
