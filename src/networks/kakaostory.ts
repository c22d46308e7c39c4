import icon from './icons/kakaostory.ts';
import type { LinkNetwork } from './network.ts';

/** KakaoStory takes the link alone; in Korean. */
export const kakaostory: LinkNetwork = {
  id: 'kakaostory',
  name: 'KakaoStory',
  icon,
  color: '#ffcd00',
  lifecycle: 'attested',
  target: ({ url }) => ['https://story.kakao.com/share', { url }],
};
