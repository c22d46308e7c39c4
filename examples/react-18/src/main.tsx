import { configure } from 'gaung';
import { http } from 'gaung/adapters/http';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';

configure({ backend: http({ endpoint: import.meta.env.VITE_GAUNG_ENDPOINT ?? 'http://localhost:8787/' }) });

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
