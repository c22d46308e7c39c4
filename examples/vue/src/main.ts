import { configure, registerNetworks, ShareButtons } from 'gaung';
import { http } from 'gaung/adapters/http';
import { copy } from 'gaung/networks/copy';
import { whatsapp } from 'gaung/networks/whatsapp';
import { createApp } from 'vue';
import App from './App.vue';

configure({ backend: http({ endpoint: import.meta.env.VITE_GAUNG_ENDPOINT ?? 'http://localhost:8787/' }) });
// Two networks of the 98, and no list of the others.
registerNetworks(whatsapp, copy);
ShareButtons.define();

createApp(App).mount('#app');
