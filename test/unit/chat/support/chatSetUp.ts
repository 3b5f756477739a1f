import { ChatWindow, Place } from './chatWindow';
import { SteeredService } from './steeredService';

/** What a test of a conversation needs: a directory, a service, and a window that talks to it. */
export interface ChatSetUp {
  readonly place: Place;
  readonly service: SteeredService;
  readonly window: ChatWindow;
}

export async function setUpChat(): Promise<ChatSetUp> {
  const place = new Place();
  const service = await SteeredService.start();
  return { place, service, window: await ChatWindow.open(place, service.baseUrl) };
}

/** Takes down what {@link setUpChat} made, or what a test has put in its place. */
export async function takeDownChat({ place, service, window }: ChatSetUp): Promise<void> {
  await window.close();
  await service.stop();
  place.remove();
}
